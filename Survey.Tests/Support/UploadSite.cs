using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;

namespace Survey.Tests.Support;

/// <summary>Somebody who uploads files on the pages.</summary>
public sealed class UploadSite(ApiServer server, Form form)
{
    private const string Start = "/programme/upload";

    public static async Task<UploadSite> OpenAsync(ApiServer server, string email = "hr1@example.org")
    {
        var session = await server.SessionAsync(email, "hr");
        return new UploadSite(server, await Form.OpenAsync(server, Start + "?kind=people", $"survey-session={session}"));
    }

    public ApiServer Server => server;

    /// <summary>Answer of the last POST, and the address to which it leads.</summary>
    public HttpResponseMessage Answer { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public Task<IDocument> UploadAsync(string csv, string kind = "people", string? scope = "part", string name = "people.csv") =>
        UploadAsync(Encoding.UTF8.GetBytes(csv), kind, scope, name);

    /// <returns>The page after the redirects, or the form with what is wrong.</returns>
    public async Task<IDocument> UploadAsync(byte[] file, string kind = "people", string? scope = "part", string name = "people.csv")
    {
        using var content = new MultipartFormDataContent { { new StringContent(form.Token!), "__RequestVerificationToken" } };
        if (scope is not null)
        {
            content.Add(new StringContent(scope), "scope");
        }
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(part, "file", name);
        return await FollowAsync(await form.Client.PostAsync($"{Start}?kind={kind}", content));
    }

    /// <summary>Posts to a part of the upload that was shown last, such as "confirm".</summary>
    public async Task<IDocument> PostAsync(string part, params (string Name, string Value)[] fields) =>
        await FollowAsync(
            await form.PostAsync(
                $"{Address.Replace("/columns", "", StringComparison.Ordinal)}/{part}",
                fields.ToDictionary(field => field.Name, field => field.Value)
            )
        );

    /// <summary>Confirms what the page shows.</summary>
    public Task<IDocument> ConfirmAsync(IDocument page, params (string Name, string Value)[] fields) =>
        PostAsync("confirm", [("digest", page.QuerySelector("[name=digest]")!.GetAttribute("value")!), .. fields]);

    public async Task<IDocument> GetAsync(string address)
    {
        var answer = await form.Client.GetAsync(address);
        if ((int)answer.StatusCode is 301 or 302 or 303)
        {
            return await GetAsync(Address = answer.Headers.Location!.ToString());
        }
        var page = await ParseAsync(answer);
        if (page.QuerySelector("[data-again]") is null)
        {
            return page;
        }
        await Task.Delay(200);
        return await GetAsync(address);
    }

    /// <summary>The numbers at the top: "New 2, Changed 1".</summary>
    public static string Counts(IDocument page) =>
        string.Join(
            ", ",
            page.QuerySelectorAll(".upload-counts > div")
                .Select(count => $"{count.Children[0].TextContent} {count.Children[1].TextContent}")
        );

    public static IReadOnlyList<string> Problems(IDocument page) =>
        [.. page.QuerySelectorAll(".alert.form-problems li").Select(problem => problem.TextContent.Trim())];

    private async Task<IDocument> FollowAsync(HttpResponseMessage answer)
    {
        Answer = answer;
        if ((int)answer.StatusCode is 301 or 302 or 303)
        {
            Address = answer.Headers.Location!.ToString();
            return await GetAsync(Address);
        }
        return await ParseAsync(answer);
    }

    private static async Task<IDocument> ParseAsync(HttpResponseMessage answer) =>
        await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
}
