MATCH (a)-[r:OWNS {status: 'actual', negated: false}]->(b)-[s:OWNS {status: 'actual', negated: false}]->(c)
RETURN a.name AS owner, r.share_text AS share, b.name AS through, s.share_text AS of_it, c.name AS owned
ORDER BY owner, owned
