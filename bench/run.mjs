// @ts-check
// The entry of `npm run bench -- http | templates | routing | reload [words]`.
const [suite, ...words] = process.argv.slice(2);
const suites = {
  http: () => import("./http/measure.mjs"),
  templates: () => import("./templates/measure.mjs"),
  routing: () => import("./routing/measure.mjs"),
  reload: () => import("./reload/measure.mjs"),
};

if (suite === "http" || suite === "templates" || suite === "routing" || suite === "reload") {
  const { measure } = await suites[suite]();
  await measure(words);
} else {
  console.error("Say what to measure: npm run bench -- http | templates | routing | reload");
  process.exitCode = 1;
}
