using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Survey.Tests.Support;

/// <summary>A form as it stands on a page, to be changed field by field and sent as a browser sends it.</summary>
public sealed class FilledForm
{
    private readonly HttpClient _client;
    private readonly string _action;
    private readonly List<KeyValuePair<string, string>> _fields = [];

    private FilledForm(HttpClient client, IHtmlFormElement form, string address)
    {
        (_client, _action) = (client, form.GetAttribute("action") ?? address);
        foreach (var field in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            if (field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
            {
                _fields.Add(new(field.GetAttribute("name")!, ValueOf(field)));
            }
        }
    }

    public static async Task<FilledForm> OpenAsync(ApiServer server, string email, string address)
    {
        var form = await Form.OpenAsync(server, address, $"survey-session={await server.SessionAsync(email, "hr")}");
        return await OfAsync(form.Client, await form.Client.GetAsync(address), address);
    }

    /// <summary>The form of the page that the last one led to.</summary>
    public async Task<FilledForm> NextAsync(HttpResponseMessage page) => await OfAsync(_client, page, _action);

    /// <param name="values">None: the field is left out, as an unticked one.</param>
    public FilledForm With(string name, params string[] values)
    {
        _fields.RemoveAll(field => field.Key == name);
        _fields.AddRange(values.Select(value => new KeyValuePair<string, string>(name, value)));
        return this;
    }

    public Task<HttpResponseMessage> SendAsync() => _client.PostAsync(_action, new FormUrlEncodedContent(_fields));

    private static async Task<FilledForm> OfAsync(HttpClient client, HttpResponseMessage answer, string address)
    {
        var page = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.Not.EqualTo(HttpStatusCode.InternalServerError), page.Body?.TextContent);
        return new FilledForm(client, page.QuerySelector<IHtmlFormElement>("main form[method=post]")!, address);
    }

    private static string ValueOf(IElement field) =>
        field switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlSelectElement select => select.Value ?? "",
            IHtmlTextAreaElement text => text.Value,
            _ => "",
        };
}
