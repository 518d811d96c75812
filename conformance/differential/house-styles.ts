import type { Random } from "./random.ts";
import { makeContext } from "./values.ts";

/** A template as people of one field write it, and what it is rendered with. */
export interface HouseStyle {
  readonly source: string;
  context(random: Random): Readonly<Record<string, unknown>>;
}

const SAYINGS = ["Hello", " hi \n", "<b>&'\"</b>", "What is 2+2?", "é𝒳", "", "a</think>b", "{{ x }}"];

function chatContext(random: Random): Readonly<Record<string, unknown>> {
  const content = (): unknown =>
    random.pick<unknown>([
      random.pick(SAYINGS),
      random.pick(SAYINGS),
      [
        { type: "text", text: random.pick(SAYINGS) },
        { type: random.pick(["image", "text"]), text: "t" },
      ],
      null,
    ]);
  const message = (role: string): unknown => ({
    role,
    content: content(),
    ...(random.chance(0.2)
      ? {
          tool_calls: [
            {
              id: "c1",
              function: {
                name: "add",
                arguments: random.pick<unknown>([{ a: 1, b: [1.5, null] }, '{"a": 1}']),
              },
            },
          ],
        }
      : {}),
  });
  const roles = random.chance(0.3) ? ["system", "user", "assistant"] : ["user", "assistant", "user"];
  return {
    messages: random.chance(0.9)
      ? [
          ...roles.map(message),
          ...random.many(0, 2, () => message(random.pick(["user", "tool", "assistant", "odd"]))),
        ]
      : [],
    bos_token: "<s>",
    eos_token: "</s>",
    add_generation_prompt: random.chance(0.5),
    ...(random.chance(0.5)
      ? {
          tools: [
            {
              type: "function",
              function: {
                name: "add",
                description: "Adds <a> & 'b'",
                parameters: {
                  type: "object",
                  properties: {
                    a: { type: random.pick<unknown>(["integer", ["string", "null"]]), enum: [1, 2] },
                  },
                  required: ["a"],
                },
              },
            },
          ],
        }
      : {}),
    ...(random.chance(0.3) ? { enable_thinking: random.chance(0.5) } : {}),
  };
}

function hostsContext(random: Random): Readonly<Record<string, unknown>> {
  const names = random.many(0, 4, () => random.pick(["web1", "db-2", "app.local", "WEB3"]));
  return {
    ...makeContext(random),
    hosts: names,
    hostvars: Object.fromEntries(
      names.map((name) => [
        name,
        {
          ip: `10.0.0.${random.below(255)}`,
          port: random.pick<unknown>([80, "443", null]),
          vars: { zone: random.pick(["a", "b"]) },
        },
      ]),
    ),
    packages: random.many(0, 4, () => ({
      name: random.pick(["nginx", "redis"]),
      version: random.pick<unknown>(["1.2", 1.5, null]),
      state: random.pick(["present", "absent"]),
      enabled: random.chance(0.5),
    })),
    settings: {
      timeout: random.pick<unknown>([30, "30", null, { $float: 30 }]),
      nested: { list: [1, "two", null], map: {} },
      debug: random.chance(0.5),
    },
  };
}

function modelContext(random: Random): Readonly<Record<string, unknown>> {
  return {
    ...makeContext(random),
    columns: random.many(0, 4, () => ({
      name: random.pick(["id", "Name", "amount"]),
      data_type: random.pick(["int", "varchar(10)", null]),
      tests: random.many(0, 2, () => random.pick(["unique", "not_null"])),
    })),
    relation: { schema: "raw", identifier: random.pick(["orders", "Customers"]) },
    payment_methods: random.many(0, 3, () => random.pick(["card", "cash", "gift card"])),
  };
}

function pageContext(random: Random): Readonly<Record<string, unknown>> {
  return {
    ...makeContext(random),
    title: random.pick<unknown>(["Home", "<Home>", null, { $markup: "<em>Home</em>" }]),
    posts: random.many(0, 4, () => ({
      id: random.below(100),
      title: random.pick(["A", "b & c", "<script>"]),
      body: random.pick(["See http://example.com/x?a=1 and me@example.com.", "para\n\npara", ""]),
      tags: random.many(0, 3, () => random.pick(["x", "Y", "z"])),
      score: random.pick<unknown>([1, 2.5, null, { $float: 3 }]),
      author: random.pick<unknown>([null, { name: "Ann" }]),
    })),
    errors: random.pick<unknown>([{}, { name: ["Required", "Too <short>"] }]),
    page: random.below(6),
    pages: 5,
  };
}

const CHAT = [
  `{%- if messages[0]['role'] == 'system' -%}
    {%- set system_message = messages[0]['content'] | trim -%}
    {%- set loop_messages = messages[1:] -%}
{%- else -%}
    {%- set system_message = '' -%}
    {%- set loop_messages = messages -%}
{%- endif -%}
{{ bos_token }}
{%- for message in loop_messages -%}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}
        {{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}
    {%- endif -%}
    {%- if loop.index0 == 0 and system_message -%}
        {%- set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] -%}
    {%- else -%}
        {%- set content = message['content'] -%}
    {%- endif -%}
    {%- if message['role'] == 'user' -%}
        {{ '[INST] ' + content.strip() + ' [/INST]' }}
    {%- elif message['role'] == 'assistant' -%}
        {{ ' ' ~ content.strip() ~ ' ' ~ eos_token }}
    {%- endif -%}
{%- endfor -%}`,
  `{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages and messages[0].role == 'system' %}{{- messages[0].content ~ '\\n\\n' }}{%- endif %}
    {{- "# Tools\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools><|im_end|>\\n" }}
{%- endif %}
{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step_tool and message.role == "user" and message.content is string and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.multi_step_tool = false %}
        {%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}{%- set content = message.content %}{%- else %}{%- set content = '' %}{%- endif %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set reasoning_content = '' %}
        {%- if '</think>' in content %}
            {%- set reasoning_content = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last_query_index %}
            {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning_content.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {%- if message.tool_calls %}
            {%- for tool_call in message.tool_calls %}
                {%- if (loop.first and content) or (not loop.first) %}{{- '\\n' }}{%- endif %}
                {%- if tool_call.function %}{%- set tool_call = tool_call.function %}{%- endif %}
                {{- '<tool_call>\\n{"name": "' }}{{- tool_call.name }}{{- '", "arguments": ' }}
                {%- if tool_call.arguments is string %}{{- tool_call.arguments }}{%- else %}{{- tool_call.arguments | tojson }}{%- endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}{{- '<|im_start|>user' }}{%- endif %}
        {{- '\\n<tool_response>\\n' }}{{- content }}{{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\\n' }}{%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}`,
  `{{- bos_token }}
{%- if custom_tools is defined %}{%- set tools = custom_tools %}{%- endif %}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}{%- set date_string = strftime_now("%d %b %Y") %}{%- else %}{%- set date_string = "26 Jul 2024" %}{%- endif %}
{%- endif %}
{%- if not tools is defined %}{%- set tools = none %}{%- endif %}
{{- "<|start_header_id|>system<|end_header_id|>\\n\\nToday Date: " + date_string + "\\n\\n" }}
{%- if tools is not none %}
    {%- for t in tools %}{{- t | tojson(indent=4) }}{{- "\\n\\n" }}{%- endfor %}
{%- endif %}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' }}
        {%- if message['content'] is string %}
            {{- message['content'] | trim }}
        {%- elif message['content'] is iterable and message['content'] is not mapping %}
            {%- for content in message['content'] %}
                {%- if content['type'] == 'image' %}{{- '<|image|>' }}{%- elif content['type'] == 'text' %}{{- content['text'] }}{%- endif %}
            {%- endfor %}
        {%- endif %}
        {{- '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}{{- raise_exception("This model only supports single tool-calls at once!") }}{%- endif %}
        {%- set tool_call = message.tool_calls[0].function %}
        {{- '{"name": "' + tool_call.name + '", "parameters": ' }}{{- tool_call.arguments | tojson }}{{- "}" }}
    {%- elif message.role == "tool" %}
        {%- if message.content is mapping or message.content is iterable %}{{- message.content | tojson }}{%- else %}{{- message.content }}{%- endif %}
    {%- endif %}
{%- endfor %}`,
  `{%- macro format_parameters(properties, required) -%}
    {%- set ns = namespace(found_first=false) -%}
    {%- for key, value in properties | dictsort -%}
        {%- if ns.found_first %},{% endif -%}
        {%- set ns.found_first = true -%}
        {{ key }}:{description:<|"|>{{ value['description'] }}<|"|>
        {%- if value['type'] is string %},type:{{ value['type'] | upper }}{% elif value['type'] is sequence %},type:[{{ value['type'] | map('upper') | join(',') }}]{% endif -%}
        {%- if value['enum'] %},enum:{{ value['enum'] }}{% endif -%}
        {%- if key in required %},required{% endif -%}
        }
    {%- endfor -%}
{%- endmacro -%}
{%- for tool in tools or [] -%}
declaration:{{ tool['function']['name'] }}{ {{- format_parameters(tool['function']['parameters']['properties'], tool['function']['parameters']['required']) -}} }
{%- endfor -%}
{% for m in messages | selectattr('role', 'equalto', 'user') | list %}
{{ loop.index }}/{{ loop.length }} {{ m.content | tojson }} {{ m | length }}
{% endfor %}
{% set last = (messages | last) %}{{ last.role if last else 'nobody' }}
{{ messages | map(attribute='role') | unique | join(' -> ') }}`,
];

const HOSTS = [
  `# managed file
{% for host in hosts | sort | unique %}
{{ hostvars[host].ip }}{{ '\\t' }}{{ host }}{% if hostvars[host]['port'] is not none %}:{{ hostvars[host]['port'] | int }}{% endif %}

{% else %}
# none
{% endfor %}
{% for zone, members in hostvars.items() | list | groupby('1.vars.zone') %}
[{{ zone }}]
{% for name, vars in members %}
{{ name | lower | replace('-', '_') }} port={{ vars.port | default('none', true) }}
{% endfor %}
{% endfor %}
timeout = {{ settings.timeout | default(10) | int * 2 }}
debug = {{ settings.debug | string | lower }}
list = {{ settings.nested.list | join(', ') }}
{{ settings.nested.missing | default({}) | length }} {{ settings.nope.more | default('x') }}`,
  `{% set enabled = packages | selectattr('enabled') | map(attribute='name') | list %}
{% set versions = {} %}
{% for p in packages if p.state == 'present' %}
{%   do versions.update({p.name: p.version | default('latest', true)}) %}
{% endfor %}
{{ enabled | to_json if to_json is defined else enabled }}
{% for name, version in versions | dictsort %}
  {{ "%-10s" | format(name) }} = {{ '%s' % version }}{{ "," if not loop.last }}
{% endfor %}
{{ packages | rejectattr('state', 'eq', 'absent') | list | length }} of {{ packages | count }}
{{ (packages | map(attribute='version') | select('string') | list + ['z']) | first }}
{{ packages | sum(attribute='enabled') }} {{ packages | groupby('name') | map('first') | list }}
{{ ('a' in hosts) | ternary('y', 'n') if false else 'a' in hosts }}`,
  `{% for key, value in settings | items %}
{% if value is mapping %}
{{ key }}:
{{ value | tojson(indent=2) | indent(2, first=true) }}
{% elif value is iterable and value is not string %}
{{ key }}: [{{ value | join(',') }}]
{% elif value is boolean %}
{{ key }}: {{ 'yes' if value else 'no' }}
{% elif value is none or value is undefined %}
{{ key }}: ~
{% elif value is number %}
{{ key }}: {{ value + 0.5 }} {{ value is integer }} {{ value // 7 }}
{% else %}
{{ key }}: "{{ value | replace('"', '\\\\"') }}"
{% endif %}
{% endfor %}
{{ d | dictsort(by='value') if false else d | list | sort }}
{{ xs | map('string') | join('-') }} {{ words | map('upper') | map('trim') | list | pprint }}`,
];

const MODELS = [
  `{%- set methods = payment_methods or ['none'] -%}
select
    order_id,
    {% for method in methods -%}
    sum(case when payment_method = '{{ method }}' then amount end) as {{ method | replace(' ', '_') }}_amount
    {%- if not loop.last %},{% endif %}
    {% endfor %}
from {{ relation.schema }}.{{ relation.identifier | lower }}
group by 1{{ ", 2" if methods | length > 1 }}`,
  `{% macro cast(column, type=none, alias='') -%}
  {%- if type is none -%}{{ column }}{%- else -%}cast({{ column }} as {{ type | upper }}){%- endif -%}
  {%- if alias %} as {{ alias }}{% endif -%}
{%- endmacro %}
{% macro wrapped() %}( {{- caller(**kwargs) -}} ){% endmacro %}
{%- set rows = [] -%}
{%- for column in columns -%}
  {%- do rows.append(cast(column.name, column.data_type, alias=loop.index ~ '_' ~ column.name | lower)) -%}
{%- endfor -%}
select {{ rows | join(',\\n  ') }}
{% call(n='x') wrapped(n='y') %} exists {{ n }} {% endcall %}
{% for column in columns %}{% for test in column.tests %}{{ column.name }}.{{ test }}{{ '\\n' if loop.last else '|' }}{% endfor %}{% endfor %}
{% set ns = namespace(total=0, names=[]) %}
{% for c in columns %}{% set ns.total = ns.total + c.tests | length %}{% set ns.names = ns.names + [c.name] %}{% endfor %}
{{ ns.total }} {{ ns.names | sort(case_sensitive=true) }} {{ ns.names | map('length') | max | default('-') }}`,
];

const PAGES = [
  `<!doctype html>
<title>{% block title %}{{ title or 'Untitled' }} - Site{% endblock %}</title>
<nav>{% for href, label in [('/', 'Home'), ('/about', 'About & more')] %}<a href="{{ href }}"{% if loop.first %} class="active"{% endif %}>{{ label }}</a>{{ ' | ' if not loop.last }}{% endfor %}</nav>
{% for post in posts | sort(attribute='id', reverse=true) %}
  <article id="post-{{ post.id }}" class="{{ loop.cycle('odd', 'even') }}">
    <h2>{{ post.title | truncate(3, true, '…') }}</h2>
    <p>{{ post.body | urlize(20, nofollow=true) }}</p>
    {% if post.author %}by {{ post.author.name }}{% else %}anonymous{% endif %}
    {% with tags = post.tags | unique | sort %}{{ tags | join(', ') | upper }}{% endwith %}
    {{ post.score | default(0, true) | round(1) }} {{ '%.2f' | format(post.score or 0) }}
  </article>
{% else %}
  <p>No posts.</p>
{% endfor %}
{{ super is defined }} {{ self.title() }}`,
  `{% macro field(name, label=None, type='text', value='') -%}
  <label for="{{ name }}">{{ label or name | replace('_', ' ') | title }}</label>
  <input type="{{ type }}" name="{{ name }}" value="{{ value | e }}"{{ kwargs | xmlattr }}>
  {%- if errors[name] %}
  <ul>{% for error in errors[name] %}<li>{{ error }}</li>{% endfor %}</ul>
  {%- endif %}
{%- endmacro %}
{% macro dialog(title, class='dialog') -%}
  <div class="{{ class }}"><h2>{{ title }}</h2>{{ caller() }}</div>
{%- endmacro %}
{{ field('name', value=title) }}
{{ field('e_mail', type='email', class='wide', required=true, data=none) }}
{% call dialog('Hello <World>') %}{{ posts | length }} post{{ 's' if posts | length != 1 }}{% endcall %}
{% for row in posts | batch(2, '&nbsp;') %}<tr>{% for p in row %}<td>{{ p.title if p is mapping else p | safe }}</td>{% endfor %}</tr>{% endfor %}
{% for p in range(1, pages + 1) %}{% if p == page %}<b>{{ p }}</b>{% elif (p - page) | abs <= 1 or p in (1, pages) %}<a>{{ p }}</a>{% else %}…{% endif %}{% endfor %}
<script>const data = {{ posts | tojson }};</script>
{{ posts | map(attribute='body') | join('\\n') | wordwrap(20) | striptags }}
{{ posts | map(attribute='author.name', default='?') | join(', ') }}
{{ page / pages }} {{ (100 * page / pages) | round | int }}% {{ 1024 ** 2 * page | float }} {{ (1500 * page) | filesizeformat }}`,
];

/** Templates in the style of chat models, configuration management, SQL models and web pages. */
export const HOUSE_STYLES: readonly HouseStyle[] = [
  ...CHAT.map((source) => ({ source, context: chatContext })),
  ...HOSTS.map((source) => ({ source, context: hostsContext })),
  ...MODELS.map((source) => ({ source, context: modelContext })),
  ...PAGES.map((source) => ({ source, context: pageContext })),
];
