/** How the report's page looks: by daylight, in the dark and on paper. Colours have a contrast of 4.5 or more. */
export const PAGE_CSS = `:root {
  color-scheme: light dark;
  --ground: #fff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --head: #f3f5f7; --link: #0a58ca;
  --bad: #b42318; --warn: #8a4b00; --unknown: #6b3fa0; --good: #1a6b36;
  --early: #b7791f; --wait: #2b6cb0; --appointment: #b42318;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --ink: #e6e9ec; --faint: #a3adb7; --line: #3a424a; --head: #1e2327; --link: #7db4ff;
    --bad: #ff9088; --warn: #f0b45f; --unknown: #c9a7f5; --good: #79d297;
    --early: #f0b45f; --wait: #7db4ff; --appointment: #ff9088;
  }
}
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.5em 0 0.5em; }
h1 { margin-top: 0; }
h2, h3 { border-bottom: 1px solid var(--line); padding-bottom: 0.2em; }
a { color: var(--link); }
dl > div { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
dt { min-width: 10rem; color: var(--faint); }
dd { margin: 0; }
.seal dd { color: var(--warn); font-weight: 600; }
bdi, .silent span { white-space: nowrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0; font-size: 0.9rem; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.5rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--head); }
tbody th { font-weight: 500; white-space: nowrap; }
.verdict, .place { white-space: nowrap; }
.fail b { color: var(--bad); }
.warn b { color: var(--warn); }
.unknown b { color: var(--unknown); }
.pass b { color: var(--good); }
.said { margin: 0.3rem 0 0; padding-left: 0.5rem; border-left: 2px solid var(--line); font-size: 0.85rem; }
.said bdi { white-space: normal; overflow-wrap: anywhere; }
.silent, .records { color: var(--faint); font-size: 0.85rem; overflow-wrap: anywhere; }
figure { margin: 1rem 0; overflow-x: auto; }
figure .timeline { min-width: 40rem; }
@media screen and (max-width: 40rem) {
  th, td { padding: 0.25rem 0.3rem; }
  .verdict, .place { white-space: normal; }
}
@media print {
  :root { color-scheme: light; }
  main { max-width: none; padding: 0; }
  body { font-size: 10pt; }
  .scroll, figure { overflow: visible; }
  figure .timeline { min-width: 0; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  .badge + .badge { break-before: page; }
  a { color: inherit; text-decoration: none; }
}
`;
