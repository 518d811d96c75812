import type { Kind } from "./values.ts";

/** A filter, test or method: what it is called on and what it takes, as `name:kind` in order. */
export interface Call {
  readonly name: string;
  readonly on: Kind;
  readonly parameters: readonly Parameter[];
}

/** One parameter: its keyword, and either the kind of its values or a few literals to choose from. */
export interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  readonly literals: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  i: "int",
  f: "float",
  s: "str",
  b: "bool",
  l: "list",
  d: "dict",
  a: "any",
};

// "on name parameter:kind parameter='x'/'y'": literals stand in for a kind, split at the bars.
function callsOf(lines: string): readonly Call[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [on = "a", name = "", ...parameters] = line.trim().split(/ +/);
      return { name, on: KINDS[on] ?? "any", parameters: parameters.map(parameterOf) };
    });
}

function parameterOf(text: string): Parameter {
  const [word = "", kind = "a"] = text.replace(/=.*/, "").split(":");
  const literals = text.includes("=") ? text.slice(text.indexOf("=") + 1).split("/") : [];
  return { name: word, kind: KINDS[kind] ?? "any", literals };
}

export const FILTERS: Readonly<Record<Kind, readonly Call[]>> = byResult({
  int: `
    i abs
    s length
    l length
    d count
    a int default:i base=10/16/2/8/0/36/1
    s wordcount
    l sum attribute='age'/none/0 start:i
    l max
    l min case_sensitive:b attribute='age'/'name'/0`,
  float: `
    i float
    a float default:f
    f round precision=0/1/2/-1/3/20 method='common'/'ceil'/'floor'/'up'
    i round precision=0/-1/-2
    f abs`,
  str: `
    s upper
    s lower
    s title
    s capitalize
    s trim chars='a'/'\\u0020x'/none
    s replace old:s new:s count=0/1/-1/none
    s truncate length=0/3/5/10/255/-1 killwords:b end:s leeway=0/2/none
    s wordwrap width=1/3/5/20 break_long_words:b wrapstring='|'/none break_on_hyphens:b
    s indent width=0/2/'>'/'--' first:b blank:b
    s center width=0/5/12/40
    s urlize trim_url_limit=3/10/none nofollow:b target='_blank'/none rel='x'/none extra_schemes=['tel:','x:']/none
    s escape
    s e
    s forceescape
    s striptags
    a string
    a safe
    s safe
    a tojson indent=0/1/2/4/none
    l tojson indent=2/none
    d tojson indent=2/none
    a pprint
    d pprint
    l join d:s attribute='name'/'age'/0/none
    l join d=','/'\\u0020'/''
    i filesizeformat binary:b
    f filesizeformat binary:b
    a urlencode
    d urlencode
    s urlencode
    d xmlattr autospace:b
    s format a:a b:a
    a upper
    l first
    l last
    s first
    s last
    a e`,
  bool: `
    a default default_value:b boolean:b
    a attr name='a'/'name'/'items'`,
  list: `
    l list
    s list
    d list
    a list
    l sort reverse:b case_sensitive:b attribute='name'/'age'/'age,name'/'address.city'/0/none
    l sort
    s sort
    l unique case_sensitive:b attribute='name'/'age'
    l reverse
    s reverse
    l batch linecount=1/2/3/0/-1 fill_with:a
    l slice slices=1/2/3/0 fill_with:a
    l map f='upper'/'int'/'string'/'length'/'nosuch'/'default'/'abs'/'list'
    l map f='default' x='q'
    l map f='round' x=1
    l map f='replace' x='a' y='b'
    l select f='odd'/'string'/'defined'/'number'/'none'/'nosuch'/'mapping'
    l select f='gt'/'in'/'=='/'divisibleby'/'lt' x=1/[1,2]/2
    l select
    l reject f='odd'/'string'/'none'
    l reject f='equalto'/'in'/'ne' x=1/'ab'
    l selectattr f='name'/'active'/'age'/'address.city'/'nope'
    l selectattr f='name'/'active'/'age'/0 x='defined'/'undefined'/'none'/'odd'/'string'
    l selectattr f='name'/'age' x='equalto'/'=='/'>'/'in' y='bob'/20/['Ann']
    l rejectattr f='name'/'active'/'address.city'
    l rejectattr f='age' x='eq'/'lt'/'>=' y=20/'x'
    d dictsort case_sensitive:b by='key'/'value'/'x' reverse:b
    d items
    l groupby attribute='age'/'name'/'address.city'/'nope'/0 default:s case_sensitive:b`,
  dict: `
    d default default_value:d boolean:b
    d d x={}`,
  any: `
    a default default_value:a boolean:b
    a d x:a
    l first
    l last
    l max attribute='age'
    l min
    a attr name='a'/'name'/'nope'/'upper'
    l map attribute='name'/'address.city'/'nope'/'0'/0 default:s
    a nosuchfilter
    a length
    a join
    a reverse
    a sum
    a round
    a int
    a float
    a abs
    a sort
    a unique
    a items
    a dictsort
    a format x:a
    a truncate x:a
    a replace x:a y:a
    a indent x:a
    a batch x:a
    a center x:a
    a first
    a trim
    a title
    a wordwrap x:a
    a groupby x:a
    a urlize
    a xmlattr
    a striptags
    a filesizeformat`,
});

export const TESTS: readonly Call[] = callsOf(`
  i odd
  i even
  i divisibleby num=2/3/0
  a defined
  a undefined
  a filter
  s filter
  s test
  a none
  a boolean
  a true
  a false
  a integer
  a float
  a lower
  s lower
  s upper
  a string
  a mapping
  a number
  a sequence
  a iterable
  a callable
  a sameas other:a
  a escaped
  a in seq:l
  s in seq:s
  a eq other:a
  a ne other:a
  a equalto other:a
  i lt other:f
  f le other:i
  a gt other:a
  s ge other:s
  a lessthan other:a
  a greaterthan other:a
  a nosuchtest
  a odd
  a divisibleby x:a`);

export const METHODS: Readonly<Record<Kind, readonly Call[]>> = byResult({
  int: `
    s find sub:s
    s find sub:s start:i end:i
    s rfind sub:s
    s index sub:s
    s count sub:s
    l count x:a
    l index x:a
    i bit_length`,
  float: `
    i conjugate
    d get key='a'/'b'/1 default:f`,
  str: `
    s upper
    s lower
    s title
    s capitalize
    s swapcase
    s casefold
    s strip chars='a'/'\\u0020x'/none
    s lstrip
    s rstrip chars='ab'/'\\n'
    s replace old:s new:s
    s replace old:s new:s count=0/1/2/-1
    s center width=5/10 fill='*'
    s ljust width=5/10 fill='é'
    s rjust width=8
    s zfill width=5/0/12
    s expandtabs
    s join x:l
    s format a:a b:a
    s removeprefix x:s
    s removesuffix x:s
    s swapcase`,
  bool: `
    s startswith x:s
    s endswith x:s
    s startswith x=('a','h') y=0/1
    s isdigit
    s isalpha
    s isalnum
    s isupper
    s islower
    s isspace
    s istitle
    s isnumeric
    s isdecimal
    s isidentifier
    s isprintable
    s isascii
    f is_integer`,
  list: `
    s split
    s split sep=','/'a'/'\\u0020'/'' maxsplit=0/1/-1
    s rsplit sep=','/none maxsplit=1/2
    s splitlines keepends:b
    s partition sep=','/'b'
    s rpartition sep='a'
    d items
    d keys
    d values
    l copy
    f as_integer_ratio`,
  dict: `
    d copy`,
  any: `
    d get key='a'/'b'/'name'/1/none
    d get key='zz' default:a
    d pop key='a'/'name'
    d pop key='a' default:a
    d setdefault key='a'/'new' default:a
    d update x:d
    d popitem
    d clear
    l append x:a
    l extend x:l
    l insert i=0/1/-1/99 x:a
    l pop
    l pop i=0/-1/5
    l remove x:a
    l sort
    l reverse
    l clear
    a nosuch x:a
    s format x:a`,
});

function byResult(lists: Readonly<Record<Kind, string>>): Readonly<Record<Kind, readonly Call[]>> {
  return {
    int: callsOf(lists.int),
    float: callsOf(lists.float),
    str: callsOf(lists.str),
    bool: callsOf(lists.bool),
    list: callsOf(lists.list),
    dict: callsOf(lists.dict),
    any: callsOf(lists.any),
  };
}
