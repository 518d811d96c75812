// @ts-check
const order = {
  customer: { id: 7, name: "Ann Example" },
  lines: Array.from({ length: 10 }, (_, index) => ({ article: `a-${index}`, count: index + 1, price: 9.5 })),
};

/** A JSON body of about half a kilobyte is read; a number drawn from it comes back. */
export default {
  name: "json-body",
  request: {
    method: "POST",
    path: "/orders",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
  },
  body: JSON.stringify({ customer: "Ann Example", articles: 55 }),
};
