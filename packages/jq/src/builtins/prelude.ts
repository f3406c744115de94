/** The builtins that are best said in jq itself, each beginning a line with `def`. Read and compiled on first use. */
export const PRELUDE = `
def in(xs): . as $x | xs | has($x);
def inside(xs): . as $x | xs | contains($x);
def recurse(f): def r: ., (f | r); r;
def recurse(f; cond): def r: ., (f | select(cond) | r); r;
def _while(cond; update): def w: if cond then ., (update | w) else empty end; w;
def _until(cond; update): def u: if cond then . else (update | u) end; u;
def with_entries(f): to_entries | map(f) | from_entries;
def walk(f): def w: (if type == "object" then map_values(w) elif type == "array" then map(w) else . end) | f; w;
def nth($n; g): if $n < 0 then error("nth doesn't support negative indices") else first(skip($n; g)) end;
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $y | [$x] + $y end;
def combinations(n): . as $dot | [range(n) | $dot] | combinations;
def _ltrimstr($part): if startswith($part) then .[($part | length):] else . end;
def _rtrimstr($part): if endswith($part) then .[:length - ($part | length)] else . end;
def _trimstr($part): _ltrimstr($part) | _rtrimstr($part);
def _add: reduce .[] as $x (null; . + $x);
def _indices($i): if type == "array" and ($i | type) == "array" then .[$i]
  elif type == "array" then .[[$i]]
  elif type == "string" and ($i | type) == "string" then _strindices($i)
  else .[$i] end;
def _index($i): _indices($i) | .[0];
def _rindex($i): _indices($i) | .[-1:][0];
def leaf_paths: paths(scalars);
def tostream: path(def r: (.[]?|r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(f): {x: null, e: false} as $init
  | foreach f as $i ($init;
      if .e then $init else . end
      | if $i | length == 2
        then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1])
        else setpath(["e"]; $i[0] | length == 1) end;
      if .e then .x else empty end);
def truncate_stream(stream): . as $n | null | stream
  | . as $input | if (.[0] | length) > $n then setpath([0]; $input[0][$n:]) else empty end;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601;
def date: todate;
def dateadd(u; n): . + n;
def datesub(u; n): . - n;
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] = $row);
def INDEX(f): INDEX(.[]; f);
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def JOIN($idx; f): [.[] | [., $idx[f]]];
def JOIN($idx; stream; f): stream | [., $idx[f]];
def JOIN($idx; stream; f; join): stream | [., $idx[f]] | join;
def _splits($re; $flags): .[foreach ((match($re; $flags + "g") | [.offset, .offset + .length]), null) as $m
    ({next: null}; {start: .next, end: $m[0], next: $m[1]})];
def _splits($re): _splits($re; null);
`;
