// @ts-check
// The entry of `npm run bench -- http | templates | routing [words]`.
const [suite, ...words] = process.argv.slice(2);
const suites = {
  http: () => import("./http/measure.mjs"),
  templates: () => import("./templates/measure.mjs"),
  routing: () => import("./routing/measure.mjs"),
};

if (suite === "http" || suite === "templates" || suite === "routing") {
  const { measure } = await suites[suite]();
  await measure(words);
} else {
  console.error("Say what to measure: npm run bench -- http | templates | routing");
  process.exitCode = 1;
}
