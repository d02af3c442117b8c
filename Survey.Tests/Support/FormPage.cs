using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Survey.Tests.Support;

/// <summary>A page with a form, filled in and sent by somebody who is signed in and has no JavaScript.</summary>
public sealed class FormPage
{
    private readonly Form _form;
    private readonly List<KeyValuePair<string, string>> _fields;
    private readonly string _action;

    private FormPage(Form form, IDocument page, string address)
    {
        (_form, Page) = (form, page);
        var element = page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").First();
        _action = element.GetAttribute("action") ?? address;
        _fields = element
            .QuerySelectorAll(
                "input[name]:not([type=checkbox]):not([type=radio]):not([type=file]), textarea[name], select[name], :checked[name]"
            )
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, Value(field)))
            .ToList();
    }

    public IDocument Page { get; }

    public static async Task<FormPage> OpenAsync(ApiServer server, string email, string address, string? role = null)
    {
        var form = await Form.OpenAsync(server, address, $"survey-session={await server.SessionAsync(email, role)}");
        return new FormPage(form, await Html.ParseAsync(await form.Client.GetStringAsync(address)), address);
    }

    /// <summary>Instead of what the field contains; no value: a box that is not ticked.</summary>
    public FormPage With(string field, params IEnumerable<string> values)
    {
        _fields.RemoveAll(entry => entry.Key == field);
        _fields.AddRange(values.Select(value => KeyValuePair.Create(field, value)));
        return this;
    }

    public Task<HttpResponseMessage> SendAsync() => _form.Client.PostAsync(_action, new FormUrlEncodedContent(_fields));

    private static string Value(IElement field) =>
        field switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement text => text.Value,
            IHtmlSelectElement choice => choice.Value ?? "",
            _ => "",
        };
}
