using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Survey.Db.Waves;
using Survey.Scheduler.Bounces;

namespace Survey.Scheduler;

[JsonSerializable(typeof(BounceRead))]
[JsonSerializable(typeof(DueWorkDone))]
[JsonSerializable(typeof(WavePreview))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    public static ResultJson OneLine { get; } = new(With(indented: false));

    public static ResultJson Indented { get; } = new(With(indented: true));

    private static JsonSerializerOptions With(bool indented) =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}
