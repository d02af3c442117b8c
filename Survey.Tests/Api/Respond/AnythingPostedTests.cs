using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Survey.Tests.Api.Respond;

/// <summary>Whatever is posted, the answer is a page or a clear refusal.</summary>
public sealed class AnythingPostedTests
{
    private static readonly string[] Names =
    [
        "IT-ALL.overall",
        "IT-ALL.waiting",
        "IT-ALL.channels",
        "IT-ALL.comment",
        "IT-ALL:timeLost",
        "IT-ALL:sign",
        "IT-ALL:noContact",
        "it-all.overall",
        "IT-ALL.",
        "IT-ALL:",
        ".",
        ":",
        "",
        "HR-SALES.overall",
        "IT-ALL[overall]",
        "IT-ALL.overall\ud800",
        "__proto__",
    ];

    private static readonly string[] Values =
    [
        "1",
        "5",
        "n/a",
        "-1",
        "99999999999",
        "4.0",
        " 3",
        "٣",
        "true",
        "",
        "null",
        "\u202e",
        "\ufffe",
        "\ud83d\ude00",
        "\ud800",
        "approval",
        "mail",
        "{}",
        "'; drop table response;--",
    ];

    private static readonly string[] Types =
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=nonsense",
        "application/x-www-form-urlencoded; charset=utf-16",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "multipart/form-data; boundary=\"\"",
        "application/json",
        "text/plain",
        "image/png",
    ];

    private RespondSite _site = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _site = await RespondSite.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _site.DisposeAsync();

    [Test]
    public void Any_fields_get_an_answer_that_is_no_fault_of_the_server() =>
        Check(
            Gen.Elements(Names)
                .Zip(Gen.OneOf(Gen.Elements(Values), ArbMap.Default.GeneratorFor<string>().Where(text => text is not null)))
                .ListOf()
                .Select(fields =>
                    (
                        Types[0],
                        Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Escape(field.Item1)}={Escape(field.Item2)}")))
                    )
                )
        );

    [Test]
    public void Any_bytes_of_any_type_get_an_answer_that_is_no_fault_of_the_server() =>
        Check(Gen.Elements(Types).Zip(ArbMap.Default.GeneratorFor<byte[]>()));

    [Test]
    public void Any_multipart_body_gets_an_answer_that_is_no_fault_of_the_server() =>
        Check(
            Gen.Elements(
                    "--x",
                    "--x--",
                    "\r\n",
                    "Content-Disposition: form-data; name=IT-ALL.overall",
                    "Content-Disposition: form-data; name=f; filename=f",
                    "Content-Type: text/plain; charset=utf-7",
                    "\r\n\r\n",
                    "4",
                    "\0",
                    ":",
                    "name=\""
                )
                .ListOf()
                .Select(parts => ("multipart/form-data; boundary=x", Encoding.UTF8.GetBytes(string.Concat(parts))))
        );

    [Test]
    public void Any_bytes_at_all_are_no_fault_of_the_server_as_a_document_either() =>
        Check(
            Gen.Elements(
                    "application/json",
                    "application/json; charset=utf-16",
                    "application/problem+json",
                    "text/json",
                    "application/json; charset=nonsense"
                )
                .Zip(
                    Gen.OneOf(
                        ArbMap.Default.GeneratorFor<byte[]>(),
                        Gen.Elements(
                                "{",
                                "}",
                                "[",
                                "]",
                                "\"token\"",
                                "\"relationships\"",
                                ":",
                                ",",
                                "null",
                                "1e999",
                                "\"\\ud800\"",
                                "\ufeff",
                                "//",
                                "\"\""
                            )
                            .ListOf()
                            .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))
                    )
                ),
            "/api/v1/responses"
        );

    [Test]
    public void Any_document_gets_an_answer_that_is_no_fault_of_the_server()
    {
        var json = Gen.OneOf(
            Gen.Elements(
                "1",
                "4.5",
                "-0",
                "1e400",
                "true",
                "null",
                "\"n/a\"",
                "\"\\ud800\"",
                "[]",
                "[1]",
                "[\"mail\"]",
                "[null]",
                "{}",
                "{\"a\":1}",
                "[\"\\udfff\"]"
            ),
            Gen.Elements(Values).Select(value => JsonSerializer.Serialize(value))
        );
        Check(
            Gen.Elements("overall", "waiting", "channels", "comment", "x", "\\u0000")
                .Zip(json)
                .ListOf()
                .Zip(json)
                .Select(given =>
                    (
                        "application/json",
                        Encoding.UTF8.GetBytes(
                            $$$"""
                            {"token":"{{{RespondSite.Token(_site.Wave.Invitations[given.Item1.Count % 50])}}}",
                             "relationships":[{"code":"IT-ALL","contact":true,
                             "timeLost":{{{given.Item2}}},"answers":{{{Object(given.Item1)}}}}]}
                            """
                        )
                    )
                ),
            "/api/v1/responses"
        );
    }

    private void Check(Gen<(string Type, byte[] Body)> bodies, string? path = null)
    {
        var next = 0;
        Prop.ForAll(bodies.ToArbitrary(), body =>
            {
                using var content = new ByteArrayContent(body.Body);
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(body.Type);
                // Another link each time: more than a hundred posts to one are only told to slow down.
                var invitation = _site.Wave.Invitations[next++ % _site.Wave.Invitations.Count];
                using var answer = _site.Client.PostAsync(path ?? "/r/" + RespondSite.Token(invitation), content).GetAwaiter().GetResult();
                return (int)answer.StatusCode is (>= 200 and < 300) or (>= 400 and < 500 and not 429);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));
        Assert.That(_site.Api.Log.Errors, Is.Empty);
    }

    private static string Object(IEnumerable<(string Key, string Value)> answers) =>
        $"{{{string.Join(',', answers.Select(answer => $"\"{answer.Key}\":{answer.Value}"))}}}";

    private static string Escape(string text) => WebUtility.UrlEncode(text);
}
