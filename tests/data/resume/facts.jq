# What a reader notes of a résumé, a fact a line: who, where, when, what is left.
def or_nothing: . // "";
def dates: "\(.startDate | or_nothing)..\(.endDate | or_nothing)";
def jobs: .[]? | "\(.position | or_nothing) @ \(.name // .organization | or_nothing), \(.location | or_nothing) \(dates)";
.phone as $phone | .resume |
"name: \(.basics.name)",
"reach: \(.basics.email), \(.basics.phone) = \($phone | or_nothing)",
"place: \(.basics.location | or_nothing | [.. | strings] | join(", "))",
(.work | jobs | "work: " + .),
(.volunteer | jobs | "volunteer: " + .),
(.education[]? | "education: \(.studyType | or_nothing) | \(.area | or_nothing) @ \(.institution | or_nothing) \(dates)"),
(.skills[]? | "skill: \(.name)\(if .keywords then ": " + (.keywords | join(", ")) else "" end)"),
(.languages[]? | "language: \(.language), \(.fluency | or_nothing)"),
(.certificates[]? | "certificate: \(.name), \(.issuer | or_nothing) \(.date | or_nothing)"),
(.publications[]? | "publication: \(.name)"),
(.unplaced[]? | "left: \(.)")
