using Survey.Tests.Bench;
using Survey.Tests.Support;

namespace Survey.Tests.Faults;

/// <summary>What a fault did to the answers that were acknowledged, by the names in <see cref="Respondents.CommentOf"/>.</summary>
/// <param name="Lost">Acknowledged and not stored.</param>
/// <param name="Doubled">Stored more than once.</param>
internal sealed record FaultLine(int Acknowledged, int Lost, int Doubled)
{
    public static async Task<FaultLine> OfAnswersAsync(Organisation organisation, Respondents respondents)
    {
        var stored = (await organisation.ListAsync<string>("select text from comment")).CountBy(text => text).ToDictionary();
        var responses = await organisation.OneAsync<int>("select count(*)::int from response");
        var answered = await organisation.OneAsync<int>("select count(*)::int from answered");
        return new(
            respondents.Thanked.Count,
            respondents.Thanked.Count(person => !stored.ContainsKey(Respondents.CommentOf(person))),
            stored.Values.Count(times => times > 1) + Math.Max(0, responses - answered)
        );
    }

    public Task WriteAsync(string name, params (string Key, double Value)[] more) =>
        BenchLine.WriteAsync(name, [("acknowledged", Acknowledged), ("lost", Lost), ("doubled", Doubled), .. more]);
}
