/** The builtins of jackson-jq 1.x in its jq 1.6 mode that programs can call, as `name/arity`. */
export const JACKSON_BUILTINS: ReadonlySet<string> = new Set(
  `
  true/0 false/0 null/0 empty/0 error/0 error/1 not/0 type/0 length/0 utf8bytelength/0 keys/0 keys_unsorted/0 has/1 in/1
  contains/1 inside/1 tostring/0 tonumber/0 tojson/0 fromjson/0 now/0 todateiso8601/0 fromdateiso8601/0

  arrays/0 booleans/0 nulls/0 numbers/0 objects/0 strings/0 values/0 iterables/0 scalars/0 finites/0 normals/0
  nan/0 infinite/0 isnan/0 isinfinite/0 isnormal/0

  add/0 any/0 any/1 any/2 all/0 all/1 all/2 flatten/0 flatten/1 map/1 map_values/1 min/0 min_by/1 max/0 max_by/1
  sort/0 sort_by/1 group_by/1 unique/0 unique_by/1 reverse/0 transpose/0 combinations/0 combinations/1
  index/1 rindex/1 indices/1 to_entries/0 from_entries/0 with_entries/1

  select/1 first/0 first/1 last/0 last/1 nth/1 nth/2 limit/2 range/1 range/2 range/3 until/2 while/2
  recurse/0 recurse/1 recurse/2 recurse_down/0 walk/1

  path/1 paths/0 paths/1 leaf_paths/0 getpath/1 setpath/2 delpaths/1 del/1 _modify/2

  ascii_downcase/0 ascii_upcase/0 explode/0 implode/0 startswith/1 endswith/1 ltrimstr/1 rtrimstr/1 join/1
  split/1 split/2 splits/1 splits/2 sub/2 sub/3 gsub/2 gsub/3 test/1 test/2 match/1 match/2 capture/1 capture/2
  scan/1 scan/2

  floor/0 ceil/0 round/0 sqrt/0 cbrt/0 pow/2 exp/0 exp2/0 exp10/0 expm1/0 log/0 log2/0 log10/0 log1p/0
  sin/0 cos/0 tan/0 asin/0 acos/0 atan/0 atan2/2 sinh/0 cosh/0 tanh/0
  `
    .trim()
    .split(/\s+/),
);
