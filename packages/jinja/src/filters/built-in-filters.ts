import type { FilterFunction } from "../runtime/calling.ts";
import { jsonFilters } from "./json-filter.ts";
import { layoutFilters } from "./layout-filters.ts";
import { numberFilters } from "./number-filters.ts";
import { orderFilters } from "./order-filters.ts";
import { selectFilters } from "./select-filters.ts";
import { sequenceFilters } from "./sequence-filters.ts";
import { stringFilters } from "./string-filters.ts";
import { urlFilters } from "./url-filters.ts";
import { valueFilters } from "./value-filters.ts";
import { attributeFilters } from "./xml-attributes.ts";

/** All filters of Jinja by name. An environment starts with a copy of them. */
export const builtInFilters: Readonly<Record<string, FilterFunction>> = Object.freeze(
  Object.assign(
    Object.create(null),
    attributeFilters,
    jsonFilters,
    layoutFilters,
    numberFilters,
    orderFilters,
    selectFilters,
    sequenceFilters,
    stringFilters,
    urlFilters,
    valueFilters,
  ),
);
