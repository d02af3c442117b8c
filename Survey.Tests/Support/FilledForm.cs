using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Survey.Tests.Support;

/// <summary>A form of a page as a browser has it, without JavaScript: what is not changed is sent as it stands.</summary>
public sealed class FilledForm
{
    private readonly HttpClient _client;
    private readonly string _action;
    private readonly List<KeyValuePair<string, string>> _fields;

    private FilledForm(HttpClient client, IDocument page, string address, string? action)
    {
        var forms = page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]")
            .OrderByDescending(one => one.ClassList.Contains("data-form"))
            .ToList();
        var form = forms.Find(one => (one.GetAttribute("action") ?? address) == (action ?? address)) ?? (action is null ? forms[0] : null);
        Assert.That(form, Is.Not.Null, $"no form is sent to {action}");
        (_client, Page, _action) = (client, page, form!.GetAttribute("action") ?? address);
        _fields = [.. form.Elements.SelectMany(Sent)];
    }

    public IDocument Page { get; }

    /// <param name="action">Where the form is sent; null: the one that is sent to its own page, else the first that holds data.</param>
    /// <param name="email">Whose form; by default HR's.</param>
    public static async Task<FilledForm> OpenAsync(
        ApiServer server,
        string address,
        string? action = null,
        string email = "hr1@example.org",
        string? role = "hr"
    )
    {
        var form = await Form.OpenAsync(server, address, $"survey-session={await server.SessionAsync(email, role)}");
        return new FilledForm(form.Client, await Html.ParseAsync(await form.Client.GetStringAsync(address)), address, action);
    }

    /// <summary>The form of the page that the last one led to.</summary>
    public async Task<FilledForm> NextAsync(HttpResponseMessage page) =>
        new(_client, await Html.ParseAsync(await page.Content.ReadAsStringAsync()), _action, null);

    /// <param name="values">None: the field is left out, as an unticked one.</param>
    public FilledForm With(string name, params IEnumerable<string> values)
    {
        _fields.RemoveAll(field => field.Key == name);
        _fields.AddRange(values.Select(value => KeyValuePair.Create(name, value)));
        return this;
    }

    public IEnumerable<string> Values(string name) => _fields.Where(field => field.Key == name).Select(field => field.Value);

    public Task<HttpResponseMessage> SendAsync() => _client.PostAsync(_action, new FormUrlEncodedContent(_fields));

    /// <returns>The page that answers with that status.</returns>
    public async Task<IDocument> SendAndReadAsync(int status)
    {
        using var answer = await SendAsync();
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), page);
        return await Html.ParseAsync(page);
    }

    /// <returns>The address to which the answer leads.</returns>
    public async Task<string> SendAndFollowAsync()
    {
        using var answer = await SendAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(302), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    /// <summary>The first answer tells what the form does to waves; sent again, it confirms that.</summary>
    public async Task<string> ConfirmAndFollowAsync()
    {
        using var told = await SendAsync();
        Assert.That((int)told.StatusCode, Is.EqualTo(422), await told.Content.ReadAsStringAsync());
        return await (await NextAsync(told)).SendAndFollowAsync();
    }

    private static IEnumerable<KeyValuePair<string, string>> Sent(IElement element) =>
        element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" } => [],
            IHtmlInputElement { Name: { Length: > 0 } name } input => [new(name, input.Value)],
            IHtmlSelectElement { Name: { Length: > 0 } name } select => [new(name, select.Value ?? "")],
            IHtmlTextAreaElement { Name: { Length: > 0 } name } text => [new(name, text.Value)],
            _ => [],
        };
}
