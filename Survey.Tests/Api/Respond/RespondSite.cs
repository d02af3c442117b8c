using System.Text.Json;
using System.Text.Json.Nodes;
using Survey.Db;
using Survey.Db.Questionnaires;
using Survey.Db.Tokens;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

/// <summary>
/// A running server with an open wave: IT-ALL (everybody; every kind of question), HR-SALES and SALES-SALES (within the team, no
/// comments). Everybody in SALES is asked about all three.
/// </summary>
public sealed class RespondSite : IAsyncDisposable
{
    private static readonly StartingPoint Start = new(StartingPoint.Schema, MakeAsync);

    private int _next;

    private RespondSite(ApiServer api, Organisation organisation, OpenWave wave)
    {
        Api = api;
        Organisation = organisation;
        Wave = wave;
    }

    public ApiServer Api { get; }

    public Organisation Organisation { get; }

    public OpenWave Wave { get; private set; }

    public HttpClient Client => Api.Client;

    /// <param name="settings">As on the command line.</param>
    public static async Task<RespondSite> StartAsync(params (string Key, string Value)[] settings)
    {
        var api = await ApiServer.StartAsync(Start, settings);
        var organisation = new Organisation(api.Test.Database);
        return new RespondSite(api, organisation, await OpenWave.LoadAsync(organisation));
    }

    private static async Task MakeAsync(Database database)
    {
        var organisation = new Organisation(database);
        await organisation.UnitAsync("ROOT");
        await organisation.UnitAsync("IT", "ROOT", people: 3);
        await organisation.UnitAsync("HR", "ROOT", people: 3);
        await organisation.UnitAsync("SALES", "ROOT", people: 60);
        await organisation.JourneyAsync(EveryKind());
        await organisation.JourneyAsync("SERVICE", "intake", "waiting");
        await organisation.RelationshipAsync("IT-ALL", "IT", "ROOT", "department_to_employee", "support");
        await organisation.RelationshipAsync("HR-SALES", "HR", "SALES");
        await organisation.RelationshipAsync("SALES-SALES", "SALES", "SALES", "within_team");
        await organisation.PulseAsync("MONTHLY");
        await OpenWave.OpenAsync(organisation);
    }

    /// <summary>The journey support.json with a recommendation, several choices and a required follow-up besides.</summary>
    public static Questionnaire EveryKind()
    {
        var journey = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Survey.Tests", "Api", "Respond", "support.json")))!;
        foreach (
            var more in JsonNode
                .Parse(
                    """
                    [
                      { "key": "recommendation", "kind": "recommendation",
                        "text": { "en": "How likely are you to recommend them to a colleague?" } },
                      { "key": "channels", "kind": "choices", "text": { "en": "How did you reach them?" },
                        "options": [ { "code": "mail", "text": { "en": "E-mail" } }, { "code": "phone", "text": { "en": "Telephone" } },
                          { "code": "desk", "text": { "en": "At their desk" } } ] },
                      { "key": "why-low", "kind": "text", "text": { "en": "What went wrong?" }, "required": true,
                        "when": { "question": "overall", "atMost": 1 } }
                    ]
                    """
                )!
                .AsArray()
                .ToList()
        )
        {
            journey["questions"]!.AsArray().Add(more!.DeepClone());
        }
        return QuestionnaireJson.Read(journey.ToJsonString());
    }

    public static string Token(OpenInvitation invitation) => ApiServer.TokenKey.Make(TokenPurpose.Respond, invitation.Id);

    /// <summary>An invitation that no other test has; it asks about all three relationships.</summary>
    public OpenInvitation Next() =>
        Wave.Invitations.Where(invitation => invitation.Ratings.Count == 3).ElementAt(Interlocked.Increment(ref _next) - 1);

    /// <summary>As somebody sends it who was told of the services that are left empty.</summary>
    public Task<HttpResponseMessage> PostAsync(string token, params (string Name, string Value)[] fields) =>
        PostFirstAsync(token, [.. fields, ("confirm", "1")]);

    /// <summary>As somebody sends it for the first time.</summary>
    public Task<HttpResponseMessage> PostFirstAsync(string token, params (string Name, string Value)[] fields) =>
        Client.PostAsync($"/r/{token}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> PostJsonAsync(object document) =>
        Client.PostAsync("/api/v1/responses", new StringContent(JsonSerializer.Serialize(document), null, "application/json"));

    /// <summary>How many rows every table has that answering could touch.</summary>
    public Task<string> CountsAsync() =>
        Organisation.OneAsync<string>(
            """
            select concat_ws(' ',
                (select count(*) from answered), (select count(*) from response), (select count(*) from comment),
                (select count(*) from note),
                (select count(*) from relationship_pause), (select count(*) from opt_out))
            """
        );

    public async ValueTask DisposeAsync() => await Api.DisposeAsync();
}
