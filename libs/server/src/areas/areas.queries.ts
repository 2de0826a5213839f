const AREA = `edition, key, level, name, parent_key as "parentKey", has_children as "hasChildren", path_names as path`;

/**
 * The order of a search: the very key or name first, then what begins so, then a word that begins so, then the rest;
 * among equals the larger area first. Without words the keys give the order of the tree.
 * $1 edition, $2 folded words or null, $3 digits or null, $4 level or null, $5 parent or null
 */
const MATCHES = `with folded as (
    select *, replace(replace(replace(search_name, 'ae', 'a'), 'oe', 'o'), 'ue', 'u') as fold from area_unit
    where edition = $1 and ($4::text is null or level = $4) and ($5::text is null or parent_key = $5)
  ), ranked as (
    select *, case
        when $3::text is not null then case when key = $3 then 0 when starts_with(key, $3) then 1 end
        when $2::text is null or fold = $2 then 0
        when starts_with(fold, $2) then 1
        when strpos(translate(fold, '-/()', '    '), ' ' || $2) > 0 then 2
        when strpos(fold, $2) > 0 then 3
      end as rank
    from folded
  ), matches as (
    select *, case when coalesce($2, $3) is null then '' else rank::text || length(key)::text end as sort
    from ranked where rank is not null
  )`;

/** $6 order and $7 key of the last row seen, or null; $8 how many */
export const AREA_PAGE = `${MATCHES}
  select ${AREA}, sort from matches where $6::text is null or (sort, key) > ($6, $7) order by sort, key limit $8`;

/** $6 the most that is counted */
export const AREA_COUNT = `${MATCHES} select count(*)::int as count from (select 1 from matches limit $6) m`;

/** $1 edition, $2 key, $3 reference date or null for the newest */
export const AREA_DETAIL = `select ${AREA}, area_m2::float8 as "areaM2", lon, lat, e.attribution,
    i.date::text as date, i.total
  from area_unit a join area_edition e on e.id = a.edition
  left join lateral (
    select date, total from area_inhabitants
    where edition = a.edition and key = a.key and ($3::date is null or date = $3) order by date desc limit 1
  ) i on true
  where a.edition = $1 and a.key = $2`;

/** $1 edition, $2 key */
export const AREA_GEOMETRY = `select a.key, a.name, a.level, e.attribution, g.geometry
  from area_unit a join area_edition e on e.id = a.edition
  left join area_geometry g on g.edition = a.edition and g.key = a.key
  where a.edition = $1 and a.key = $2`;

/** $1 edition, $2 parent, $3 keys or null: an area without a shape, as the Land, is not drawn. */
export const AREA_SHAPES = `select a.key, a.name, a.level, a.has_children as "hasChildren", a.lon, a.lat, g.geometry
  from area_unit a join area_geometry g on g.edition = a.edition and g.key = a.key
  where a.edition = $1 and case when $3::text[] is null then a.parent_key = $2 else a.key = any ($3) end
  order by a.key`;

/** $1 edition */
export const AREA_ATTRIBUTION = 'select attribution from area_edition where id = $1';

export const AREA_EDITIONS = `select e.id, e.valid_from::text as "validFrom", e.attribution,
    (select coalesce(jsonb_object_agg(level, n), '{}') from
      (select level, count(*) as n from area_unit where edition = e.id group by level) c) as counts,
    (select coalesce(jsonb_agg(date order by date), '[]') from
      (select distinct date from area_inhabitants where edition = e.id and key = '00') d) as "inhabitantDates"
  from area_edition e order by e.valid_from`;
