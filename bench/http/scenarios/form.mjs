// @ts-check
const fields = Array.from({ length: 10 }, (_, index) => `field${index}=some+text+%26+${index}`);

/** A urlencoded form of ten fields is read; one of them comes back. */
export default {
  name: "form",
  request: {
    method: "POST",
    path: "/form",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: fields.join("&"),
  },
  body: "some text & 7",
};
