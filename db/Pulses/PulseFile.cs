using System.Text.Json;
using Survey.Db.Json;
using Survey.Db.Settings;
using static Survey.Db.Json.JsonShape;

namespace Survey.Db.Pulses;

public static class PulseFile
{
    private static readonly JsonShape Shape = JsonShape.Object(
        ("code", Text),
        ("name", TextOrTexts),
        ("relationships", List(Text)),
        ("cron", Text),
        ("timeZone", Text),
        ("firstDate", Day),
        ("endDate?", Day),
        ("openDays", Integer),
        ("closeTime?", Text),
        ("remindAfterDays?", List(Integer)),
        ("precision?", Number),
        ("quietDays?", Integer),
        ("maxRelationships?", Integer),
        ("minimumGroup?", Integer),
        ("minimumComments?", Integer),
        ("minimumGroupReason?", Text),
        ("approval?", OneOf("automatic", "required")),
        ("sendHours?", Text),
        ("sendDays?", List(Integer)),
        ("paused?", JsonShape.Boolean)
    );

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <exception cref="RefusedException">The file has problems; each is named with its place.</exception>
    public static async Task<Pulse> ReadAsync(Stream json, PrivacyOptions defaults, CancellationToken ct)
    {
        var text = await JsonFile.ReadAsync(json, Shape, ct);
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var pulse = JsonSerializer.Deserialize<Pulse>(text, Options)!;
        pulse = pulse with
        {
            MinimumGroup = document.RootElement.TryGetProperty("minimumGroup", out _) ? pulse.MinimumGroup : defaults.MinimumGroup,
            MinimumComments = document.RootElement.TryGetProperty("minimumComments", out _)
                ? pulse.MinimumComments
                : defaults.MinimumComments,
        };
        var problems = PulseRules.Problems(pulse).ToList();
        return problems.Count == 0 ? pulse : throw new RefusedException(problems);
    }
}
