import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, packages, ROOT } from "./workspace.ts";

const pages = [
  ...["README", "CHANGELOG", "CONTRIBUTING", "SECURITY"].map((name) => join(ROOT, `${name}.md`)),
  ...["docs", "decisions", "bench", "conformance"].flatMap((folder) => filesBelow(join(ROOT, folder), ".md")),
  ...packages().flatMap(({ folder }) => ["README", "PARITY"].map((name) => join(folder, `${name}.md`))),
].filter((page) => existsSync(page));

test.each(pages.map((page) => relative(ROOT, page)))("every link in %s leads somewhere", (page) => {
  const broken = linksOf(proseOf(readFileSync(join(ROOT, page), "utf8"))).filter(
    (link) => !leads(page, link),
  );
  expect(broken).toEqual([]);
});

function leads(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined || extname(target) !== ".md") return true;
  return anchorsOf(readFileSync(target, "utf8")).has(anchor);
}

function proseOf(text: string): string {
  return text.replaceAll(/^```.*?^```$/gms, "").replaceAll(/`[^`\n]*`/g, "");
}

/** Where links and pictures lead, but for those that leave the repository. */
function linksOf(prose: string): string[] {
  const targets = Array.from(prose.matchAll(/\]\(([^()\s]+)\)/g), ([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors of a page's headings, as those who show Markdown name them. */
function anchorsOf(text: string): Set<string> {
  const headings = text.replaceAll(/^```.*?^```$/gms, "").matchAll(/^#+ (.+)$/gm);
  return new Set(
    Array.from(headings, ([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    ),
  );
}
