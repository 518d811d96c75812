/** The style of the documentation: light and dark, wide and narrow, without fonts or images. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: light-dark(#1c2128, #d8dee6);
  --soft: light-dark(#5b6470, #96a0ad);
  --page: light-dark(#ffffff, #14181d);
  --panel: light-dark(#f5f7f9, #1c2228);
  --line: light-dark(#d9dfe5, #313941);
  --link: light-dark(#0b62c4, #79b4ff);
}
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 18rem minmax(0, 1fr); color: var(--text);
  background: var(--page); font: 1rem/1.55 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem; background: var(--panel);
  border-right: 1px solid var(--line); font-size: 0.875rem; }
nav p { margin: 1.25rem 0 0.25rem; color: var(--soft); font-weight: 600; }
nav .title { margin: 0; color: var(--text); font-size: 1rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: flex; gap: 0.5rem; align-items: baseline; padding: 0.2rem 0; color: inherit; text-decoration: none; }
nav a:hover code { text-decoration: underline; }
nav code { overflow-wrap: anywhere; }
main { max-width: 56rem; width: 100%; padding: 2rem clamp(1rem, 4vw, 3rem) 6rem; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; }
h3 { margin: 1.25rem 0 0.4rem; font-size: 0.95rem; }
small { color: var(--soft); font-size: 0.8em; font-weight: 400; }
a { color: var(--link); }
.files a { margin-right: 1rem; }
code { font: 0.9em ui-monospace, monospace; }
em { font-style: normal; color: var(--soft); overflow-wrap: anywhere; }
b { font-size: 0.72rem; letter-spacing: 0.04em; text-transform: uppercase; }
summary { cursor: pointer; }
summary b, nav b { display: inline-block; min-width: 3.6rem; }
.get { color: light-dark(#0b62c4, #79b4ff); }
.post { color: light-dark(#177245, #63cf9b); }
.put, .patch { color: light-dark(#8f5a00, #e8b45e); }
.delete { color: light-dark(#b3261e, #ff8f86); }
.operation { margin: 0 0 1rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.6rem;
  scroll-margin-top: 1rem; }
.operation:target { border-color: var(--link); }
.operation > summary { overflow-wrap: anywhere; }
.operation > summary > code { font-weight: 600; }
.operation > summary > span { color: var(--soft); }
.answer { padding: 0.25rem 0; }
.answer > :not(summary) { margin-left: 1.1rem; }
.note { display: inline-block; margin: 0.75rem 0.5rem 0 0; padding: 0.05rem 0.6rem; border: 1px solid var(--line);
  border-radius: 1rem; color: var(--soft); font-size: 0.85rem; }
.type { margin: 0.4rem 0 0.2rem; color: var(--soft); font: 0.85rem ui-monospace, monospace; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-top: 1px solid var(--line); text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
th { border: 0; color: var(--soft); font-size: 0.8rem; font-weight: 500; }
.members { list-style: none; margin: 0.25rem 0 0.25rem 0.3rem; padding: 0 0 0 0.9rem;
  border-left: 2px solid var(--line); }
dt { font-weight: 600; }
dd { margin: 0 0 0.75rem; color: var(--soft); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (max-width: 50rem) {
  body { display: block; }
  nav { position: static; height: auto; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--line); }
}
`;
