import type { Color } from "./entities/label.ts";

interface SeedIssue {
  /** A slug. */
  readonly project: string;
  readonly title: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly closed?: boolean;
}

export const PROJECTS = [
  {
    slug: "kettle",
    name: "Kettle firmware",
    description: "What runs inside the kettle: heating, keeping warm, and knowing when to stop.",
  },
  {
    slug: "shop",
    name: "Tea shop",
    description: "The site that sells tea: shelves, baskets, payments, parcels.",
  },
  {
    slug: "print",
    name: "Leaflets",
    description: "Everything that is printed: boxes, labels, the catalogue.",
  },
];

export const LABELS: readonly { name: string; color: Color }[] = [
  { name: "bug", color: "red" },
  { name: "design", color: "purple" },
  { name: "docs", color: "blue" },
  { name: "idea", color: "teal" },
  { name: "good-first-issue", color: "green" },
  { name: "security", color: "orange" },
];

/** From old to new. */
export const ISSUES: readonly SeedIssue[] = [
  { project: "shop", title: "Sell tea", closed: true },
  { project: "shop", title: "A shelf for each country", labels: ["idea"], closed: true },
  { project: "shop", title: "The basket forgets what is in it after a day", labels: ["bug"], closed: true },
  { project: "print", title: "Draw a leaf for the logo", labels: ["design"], closed: true },
  { project: "print", title: "The green on the box is not the green on the site", labels: ["design"] },
  { project: "kettle", title: "Whistle in C major", labels: ["idea"], closed: true },
  { project: "shop", title: "Say how long a parcel takes before the payment", labels: ["idea"] },
  { project: "shop", title: "Weights in ounces for those who want them" },
  { project: "shop", title: "Search finds “Assam” but not “assam”", labels: ["bug"], closed: true },
  { project: "shop", title: "Write down how refunds work", labels: ["docs", "good-first-issue"] },
  { project: "shop", title: "Photographs are too large for phones", labels: ["bug", "design"] },
  { project: "print", title: "Catalogue: the prices on page 12 are those of last year", labels: ["bug"] },
  { project: "shop", title: "Addresses without a street are refused", labels: ["bug"] },
  { project: "kettle", title: "Count how often it has boiled", labels: ["idea"] },
  { project: "shop", title: "The receipt shows the tax twice", labels: ["bug"], closed: true },
  { project: "shop", title: "Let people rate a tea after a week, not at once", labels: ["idea"] },
  { project: "shop", title: "A page for each grower", labels: ["design", "docs"] },
  { project: "shop", title: "Log in without a password", labels: ["idea", "security"] },
  { project: "kettle", title: "Do not heat without water", labels: ["bug", "security"], closed: true },
  { project: "shop", title: "Keyboard users cannot reach the filter", labels: ["bug", "design"] },
  { project: "shop", title: "Gift cards" },
  { project: "shop", title: "Stock is counted in boxes and sold in grams", labels: ["bug"] },
  { project: "print", title: "A leaflet on how to brew oolong", labels: ["docs"] },
  { project: "shop", title: "Dark colours for the night", labels: ["design", "good-first-issue"] },
  { project: "shop", title: "Send one mail for an order, not three", labels: ["bug"] },
  {
    project: "kettle",
    title: "Remember the last temperature",
    body: "Green tea wants 70 °C, and I set it every morning.",
    labels: ["good-first-issue"],
  },
  {
    project: "shop",
    title: "“Sold out” is hard to see",
    body: "It is grey on grey. People put what is sold out into the basket, and only there they are told.",
    labels: ["design"],
  },
  {
    project: "shop",
    title: "Ask for the password before the address changes",
    body: "Whoever finds an open browser can send the parcels elsewhere.\n\nA confirmation by mail to the old address would help too.",
    labels: ["security"],
  },
  {
    project: "shop",
    title: "Subscriptions: a box each month",
    body: "Three sizes, no contract. To be paused before a holiday.",
    labels: ["idea"],
  },
  {
    project: "kettle",
    title: "Explain what the blinking light means",
    body: "Twice: no water. Three times: descale. Four times: nobody knows, and it is not in the leaflet.",
    labels: ["docs"],
  },
  {
    project: "shop",
    title: "Prices jump by a cent when the currency changes",
    body: "100 g of Sencha: 12.40 EUR, then 13.31 USD, then 12.41 EUR.\n\nWe round each time, and should round once.",
    labels: ["bug"],
  },
  {
    project: "shop",
    title: "Show what others bought, without saying who",
    body: "“With this tea others bought …” needs enough others. Show nothing below ten.",
    labels: ["idea", "security"],
  },
  {
    project: "shop",
    title: "Postcodes with a space in them",
    body: "“SW1A 1AA” is refused, “SW1A1AA” is taken and then printed wrongly on the label.",
    labels: ["bug", "good-first-issue"],
  },
  {
    project: "kettle",
    title: "Keep warm for 30 minutes, then ask",
    body: "One tone, then off. No tone at night.",
  },
  {
    project: "kettle",
    title: "It stops two degrees before the water boils",
    labels: ["bug", "good-first-issue"],
    body: [
      "At home it stops at 98 °C, every time. In the office, which is higher up, it is right.",
      "What I did:\n1. Filled it to the upper line.\n2. Chose “boil”.\n3. Waited, with a thermometer in hand.",
      "How the boiling point depends on height: https://en.wikipedia.org/wiki/Boiling_point",
    ].join("\n\n"),
  },
];

/** What is said about the last issue. */
export const COMMENTS: readonly string[] = [
  "Same here, at sea level. The log of one boil is attached.\n\nIt looks as if the sensor were read before the switch settles.",
  "Black tea tastes of nothing at 98 degrees. Please make it boil.",
  "The firmware takes the height from the address of the warranty card. Mine says 300 m, and I have moved since.",
  "Then let us ask when it is set up, and measure the first boil: it knows when the temperature no longer rises.",
];

export const LOG = Array.from({ length: 40 }, (_, second) => {
  const degrees = Math.min(98, 21 + second * 2.1).toFixed(1);
  return `${String(second * 5).padStart(3, "0")} s  ${degrees} °C  ${second < 37 ? "heating" : "off"}\n`;
}).join("");
