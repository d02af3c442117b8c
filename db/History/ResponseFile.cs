using System.Globalization;
using Survey.Db.Csv;
using Survey.Db.People;
using Survey.Db.Waves;

namespace Survey.Db.History;

internal sealed class ResponseFile(CsvFile file, IReadOnlyDictionary<string, HistoryRelationship> relationships, DateOnly today)
{
    private const int LongestComment = 10_000;

    public IReadOnlyList<string> Points { get; } = [.. file.OtherColumns.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>By code, ignoring case. Complete after all rows were read.</summary>
    public Dictionary<string, HistoryWave> Waves { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void CheckHeader(Problems problems)
    {
        foreach (var column in Points.Where(column => !relationships.Values.Any(relationship => relationship.HasBreakdownPoint(column))))
        {
            problems.Add(1, column, new("problems.response.noPoint"));
        }
    }

    /// <summary>line, wave, relationship_id, questionnaire_id, question, employment, overall, points, comment.</summary>
    public IEnumerable<object?[]> Rows()
    {
        while (file.Read())
        {
            var (wave, relationship) = (Wave(), Relationship());
            var employment = file["employment"].Length == 0 ? null : file.OneOf("employment", EnumText.All<Employment>());
            var (overall, customers) = (Rating("overall"), Customers());
            var points = Points.Select(column => Point(column, relationship)).ToArray();
            var comment = Comment(relationship);
            if (wave is null || relationship is null)
            {
                continue;
            }
            wave.Add(file, relationship.Id, customers);
            wave.Digest.Add(Content(relationship, overall, employment, customers, points));
            yield return
            [
                file.Line,
                wave.Code,
                relationship.Id,
                relationship.QuestionnaireId,
                relationship.CommentQuestion,
                employment,
                overall,
                points,
                comment,
            ];
        }
    }

    private HistoryWave? Wave()
    {
        var (code, closedOn) = (file.Code("wave"), file.Day("closed_on"));
        if (code is null || closedOn is not { } day)
        {
            return null;
        }
        if (!Waves.TryGetValue(code, out var wave))
        {
            Waves[code] = wave = new HistoryWave(code, file.Line, day);
        }
        if (day != wave.ClosedOn)
        {
            file.Problem("closed_on", new("problems.response.otherDay", day, wave.ClosedOn, wave.Line));
        }
        else if (day > today)
        {
            file.Problem("closed_on", new("problems.day.future", day));
        }
        return wave;
    }

    private HistoryRelationship? Relationship()
    {
        if (file.Required("relationship") is not { } code)
        {
            return null;
        }
        if (relationships.TryGetValue(code, out var relationship))
        {
            return relationship;
        }
        file.Problem("relationship", new("problems.relationship.unknown", Codes.Shorten(code)));
        return null;
    }

    private int? Rating(string column)
    {
        switch (file[column])
        {
            case "":
                return null;
            case [>= '1' and <= '5' and var digit]:
                return digit - '0';
            case var value:
                file.Problem(column, new("problems.response.rating", Codes.Shorten(value)));
                return null;
        }
    }

    private int? Point(string column, HistoryRelationship? relationship)
    {
        if (file[column].Length > 0 && relationship is not null && !relationship.HasBreakdownPoint(column))
        {
            file.Problem(column, new("problems.response.foreignPoint", relationship.Questionnaire.Code, relationship.Code));
            return null;
        }
        return Rating(column);
    }

    private int? Customers()
    {
        if (file["customers"].Length == 0)
        {
            return null;
        }
        if (int.TryParse(file["customers"], NumberStyles.None, CultureInfo.InvariantCulture, out var customers) && customers > 0)
        {
            return customers;
        }
        file.Problem("customers", new("problems.response.customers", Codes.Shorten(file["customers"])));
        return null;
    }

    private string? Comment(HistoryRelationship? relationship)
    {
        var written = file.Written("comment");
        var comment = ImportedComment.Read(written);
        Warn(written, comment);
        if (comment?.Length > LongestComment)
        {
            file.Problem("comment", new("problems.tooLong", LongestComment));
        }
        else if (comment is not null && relationship is { IsWithinTeam: true })
        {
            file.Problem("comment", new("problems.response.ownTeamComment"));
        }
        return comment;
    }

    private void Warn(string written, string? comment)
    {
        if (written.Length == 0)
        {
            return;
        }
        if (comment is null)
        {
            file.Warn("comment", new("problems.response.notAComment", Codes.Shorten(written)));
        }
        else if (comment != ImportedComment.Plain(written))
        {
            file.Warn("comment", new("problems.response.tags", Codes.Shorten(comment)));
        }
        else if (MojibakeCheck.Warning(comment) is { } warning)
        {
            file.Warn("comment", warning);
        }
    }

    // Absent and empty columns are equal. The comment counts as written in the file, so that the digests of earlier imports stay valid.
    private string?[] Content(HistoryRelationship relationship, int? overall, string? employment, int? customers, int?[] points) =>
        [
            file["closed_on"],
            relationship.Code,
            overall?.ToString(CultureInfo.InvariantCulture),
            employment,
            customers?.ToString(CultureInfo.InvariantCulture),
            file.Written("comment"),
            .. Points
                .Zip(points)
                .Where(point => point.Second is not null)
                .Select(point => $"{point.First.ToLowerInvariant()}={point.Second}"),
        ];
}
