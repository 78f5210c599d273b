"""What a text can be found by, and an index of it for each text that is searched.

Written by hand, kept when 0001 is made anew. The rules are those of
projects/rules/searching.py, which says them in Python for the query and the marks.
"""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION pledgebook_fold(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 50
RETURN lower(normalize(
    regexp_replace(normalize(given, NFKD), '[\u0300-\u036F]', '', 'g'), NFC));

CREATE FUNCTION pledgebook_singular(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN word !~ '^[a-z]{3,}s$' OR word ~ '(ss|us|is)$' THEN word
    WHEN word ~ '..ies$' THEN left(word, -3) || 'y'
    WHEN word ~ '(ch|sh|ss|x|z)es$' THEN left(word, -2)
    ELSE left(word, -1)
END;

-- Dear, so that the planner rather reads an index than calls it for every row.
CREATE FUNCTION pledgebook_tokens(given text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000
BEGIN ATOMIC
    WITH piece AS (
        SELECT match[1] AS word, match[2] AS run
        FROM regexp_matches(
            pledgebook_fold(given),
            '([^\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7'
            '\u1100-\u11FF\u2000-\u2E7F\u3000-\u33FF\u3400-\u4DBF\u4E00-\u9FFF'
            '\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE10-\uFE6F\uFF00-\uFFFF'
            '\U00020000-\U0003FFFF]+)'
            '|([\u1100-\u11FF\u3005-\u3007\u3041-\u30FA\u30FC-\u318F\u31A0-\u31FF'
            '\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF'
            '\U00020000-\U0003FFFF]+)',
            'g'
        ) AS match
    )
    SELECT coalesce(array_agg(DISTINCT token), '{}')
    FROM (
        SELECT left(pledgebook_singular(word), 80) AS token
        FROM piece WHERE word IS NOT NULL
        UNION ALL
        SELECT substr(run, place, size)
        FROM piece, generate_series(1, length(run)) AS place,
            generate_series(1, 2) AS size
        WHERE run IS NOT NULL AND place + size - 1 <= length(run)
    ) AS found;
END;
"""

DROP_FUNCTIONS = """
DROP FUNCTION pledgebook_tokens(text);
DROP FUNCTION pledgebook_singular(text);
DROP FUNCTION pledgebook_fold(text);
"""

# The fields of tracker/pages/search_fields.py.
SEARCHED = {
    "search_update_headline": ("projects_update", "headline"),
    "search_update_note": ("projects_update", "note"),
    "search_claim_words": ("projects_claim", "words"),
    "search_quantity_printed": (
        "projects_quantityclaim",
        "printed || ' ' || quoted_printed",
    ),
    "search_fact_value": ("projects_factclaim", "value"),
    "search_question_text": ("projects_question", "text"),
    "search_question_code_text": ("projects_questioncode", "text"),
    "search_project_name": ("projects_project", "name"),
    "search_project_alias": ("projects_projectname", "name"),
    "search_project_summary": ("projects_project", "place || ' ' || summary"),
    "search_source_title": ("projects_source", "title"),
    "search_source_author": ("projects_source", "author"),
    "search_source_note": ("projects_source", "note"),
    "search_source_archived_text": ("projects_source", "archived_text"),
    "search_citation_excerpt": (
        "projects_citation",
        "excerpt || ' ' || translation",
    ),
    "search_party_name": ("projects_party", "name"),
    "search_party_alias": ("projects_partyname", "name"),
    "search_party_note": ("projects_party", "note"),
    "search_party_role": ("projects_partyrole", "title"),
    "search_pledge_name": ("projects_pledge", "name"),
    "search_pledge_summary": ("projects_pledge", "summary"),
    "search_tranche_name": ("projects_tranche", "name"),
    "search_agreement_title": ("projects_agreement", "title"),
    "search_agreement_summary": ("projects_agreement", "summary"),
}


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_guards")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *[
            migrations.RunSQL(
                f"CREATE INDEX {name} ON {table} USING gin (pledgebook_tokens({text}))",
                f"DROP INDEX {name}",
            )
            for name, (table, text) in SEARCHED.items()
        ],
    ]
