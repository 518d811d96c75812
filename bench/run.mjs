// @ts-check
// The entry of `npm run bench -- http | templates [words]`.
const [suite, ...words] = process.argv.slice(2);
const suites = {
  http: () => import("./http/measure.mjs"),
  templates: () => import("./templates/measure.mjs"),
};

if (suite === "http" || suite === "templates") {
  const { measure } = await suites[suite]();
  await measure(words);
} else {
  console.error("Say what to measure: npm run bench -- http | templates");
  process.exitCode = 1;
}
