using System.Text.RegularExpressions;

namespace Survey.Tests.Support;

/// <summary>A page with a form, opened as a browser opens it: its cookie and its token go with what is sent.</summary>
/// <param name="Token">Null: the page has no form token.</param>
public sealed partial record Form(HttpClient Client, string? Token)
{
    /// <param name="cookie">Cookies that the browser has already, as in a request's header.</param>
    public static async Task<Form> OpenAsync(ApiServer server, string address, string? cookie = null)
    {
        var client = server.NewClient();
        if (cookie is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        }
        var page = await client.GetAsync(address);
        var token = TokenField().Match(await page.Content.ReadAsStringAsync());
        var cookies = page.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(value => value.Split(';')[0]) : [];
        client.DefaultRequestHeaders.Remove("Cookie");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Prepend(cookie).Where(value => value is not null)));
        return new Form(client, token.Success ? token.Groups[1].Value : null);
    }

    public Task<HttpResponseMessage> PostAsync(string address, Dictionary<string, string> fields)
    {
        if (Token is not null)
        {
            fields["__RequestVerificationToken"] = Token;
        }
        return Client.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
