import assert from "node:assert/strict";
import { test } from "node:test";
import createApp from "../src/app.ts";

const app = createApp({ TESTING: true, SECRET_KEY: "for tests alone", CSRF_ENABLED: false });

test("the first page has a form", async () => {
  const response = await app.testClient().get("/");
  assert.equal(response.statusCode, 200);
  assert.match(response.text, /<form method="post" action="\/greet">/);
});

test("a name leads to a greeting, in which it is escaped", async () => {
  const response = await app.testClient().post("/greet", { form: { name: "<Ann>" }, followRedirects: true });
  assert.match(response.text, /Hello, &lt;Ann&gt;!/);
});

test("without a name the form is shown again, with a message", async () => {
  const response = await app.testClient().post("/greet", { form: { name: " " }, followRedirects: true });
  assert.match(response.text, /A name is needed/);
});

test("a page that is not there is missed in the layout of the others", async () => {
  const response = await app.testClient().get("/nowhere");
  assert.equal(response.statusCode, 404);
  assert.match(response.text, /There is no such page/);
});
