// @ts-check
import { escapeHtml } from "./escape-html.mjs";

const items = Array.from({ length: 50 }, (_, index) => ({
  title: `Article ${index} about <things>`,
  author: { name: index % 3 === 0 ? "Ann & Bo" : "Cy Example" },
  url: `/articles/${index}`,
  published: index % 5 !== 0,
  tags: ["one", "two", "three"].slice(index % 3),
}));

/** @param {string} tag */
function badge(tag) {
  return `<span class="tag">${escapeHtml(tag)}</span>`;
}

/** A page as a site has it: a layout, an included navigation, a macro, fifty items with conditions. */
export default {
  name: "page",
  data: {
    site: "The site",
    title: "Articles & more",
    user: { name: "Ann <ann@example.com>" },
    links: [
      { label: "Home", href: "/" },
      { label: "Articles", href: "/articles" },
      { label: "About", href: "/about" },
    ],
    items,
  },
  /** @param {any} data */
  byHand: ({ site, title, user, links, items }) => {
    let html = `<!DOCTYPE html><html><head><title>${escapeHtml(title)} - ${escapeHtml(site)}</title></head><body><nav><ul>`;
    for (const link of links)
      html += `<li><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></li>`;
    html += `</ul><p>Hello, ${escapeHtml(user.name)}</p></nav><main><h1>${escapeHtml(title)}</h1>`;
    for (const item of items) {
      html += `<article><h2><a href="${escapeHtml(item.url)}">${escapeHtml(item.title)}</a></h2><p>by ${escapeHtml(item.author.name)}</p>`;
      html += item.published ? "<p>published</p>" : "<p><em>draft</em></p>";
      html += "<p>";
      for (const tag of item.tags) html += badge(tag);
      html += "</p></article>";
    }
    return `${html}</main><footer>${escapeHtml(site)}</footer></body></html>`;
  },
};
