using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Structure;

/// <summary>A form of a page as a browser has it: what is not changed is sent as it stands.</summary>
internal sealed class SetUpForm
{
    private readonly Form _form;
    private readonly string _address;
    private readonly List<KeyValuePair<string, string>> _fields;

    private SetUpForm(Form form, string address, List<KeyValuePair<string, string>> fields) =>
        (_form, _address, _fields) = (form, address, fields);

    /// <param name="action">Where the form is sent.</param>
    public static async Task<SetUpForm> OpenAsync(ApiServer server, string page, string? action = null)
    {
        var session = await server.SessionAsync("hr1@example.org", "hr");
        var form = await Form.OpenAsync(server, page, $"survey-session={session}");
        var document = await Html.ParseAsync(await form.Client.GetStringAsync(page));
        var shown = document
            .QuerySelectorAll<IHtmlFormElement>("form[method=post]")
            .First(one => one.GetAttribute("action") == (action ?? page));
        return new SetUpForm(form, action ?? page, [.. shown.Elements.SelectMany(Sent)]);
    }

    public SetUpForm With(string name, params string[] values)
    {
        _fields.RemoveAll(field => field.Key == name);
        _fields.AddRange(values.Select(value => new KeyValuePair<string, string>(name, value)));
        return this;
    }

    public IEnumerable<string> Values(string name) => _fields.Where(field => field.Key == name).Select(field => field.Value);

    public Task<HttpResponseMessage> SendAsync()
    {
        With("__RequestVerificationToken", _form.Token!);
        return _form.Client.PostAsync(_address, new FormUrlEncodedContent(_fields));
    }

    public async Task<IDocument> SendAndReadAsync(int status)
    {
        using var answer = await SendAsync();
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), page);
        return await Html.ParseAsync(page);
    }

    public async Task<string> SendAndFollowAsync()
    {
        using var answer = await SendAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(302), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    private static IEnumerable<KeyValuePair<string, string>> Sent(IElement element) =>
        element switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            IHtmlInputElement { Name: { Length: > 0 } name } input => [new(name, input.Value)],
            IHtmlSelectElement { Name: { Length: > 0 } name } select => [new(name, select.Value ?? "")],
            IHtmlTextAreaElement { Name: { Length: > 0 } name } text => [new(name, text.Value)],
            _ => [],
        };
}
