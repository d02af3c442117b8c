using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Questionnaires;

/// <summary>A small organisation with its HR signed in.</summary>
public abstract class InServicePages : WithServer
{
    protected const string List = "/programme/services";

    protected Form HrForm { get; private set; } = null!;

    [SetUp]
    public async Task SignInAsync() =>
        HrForm = await Form.OpenAsync(Server, List, $"survey-session={await Server.SessionAsync("hr1@example.org", "hr")}");

    protected static string Address(string code) => $"{List}/{code}";

    protected async Task<IDocument> PageAsync(string address) => await Html.ParseAsync(await HrForm.Client.GetStringAsync(address));

    protected Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] fields) =>
        HrForm.PostAsync(address, fields.ToDictionary(field => field.Name, field => field.Value));

    protected Task<HttpResponseMessage> BeginAsync(string template) => SendAsync($"{List}?template={template}", ("code", template));

    /// <summary>The first form of the page is sent with what it has, and with these fields.</summary>
    protected async Task<HttpResponseMessage> EditAsync(string address, params (string Name, string Value)[] changes)
    {
        var form = await FilledForm.OpenAsync(Server, address);
        return await changes.Aggregate(form, (filled, change) => filled.With(change.Name, change.Value)).SendAsync();
    }

    protected async Task<Dictionary<string, string>> FieldsAsync(string address) => FieldsOf(await PageAsync(address));

    protected static Dictionary<string, string> FieldsOf(IDocument page)
    {
        var form = page.QuerySelector("form.data-form")!;
        var inputs = form.QuerySelectorAll<IHtmlInputElement>("input")
            .Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked)
            .Select(input => (input.Name!, input.Value));
        var texts = form.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Select(text => (text.Name!, text.Value));
        var choices = form.QuerySelectorAll<IHtmlSelectElement>("select").Select(choice => (choice.Name!, choice.Value ?? ""));
        return inputs.Concat(texts).Concat(choices).ToDictionary(field => field.Item1, field => field.Item2);
    }

    protected async Task<Questionnaire> NewestAsync(string code)
    {
        await using var connection = await Server.Test.Database.OpenAsync();
        return (await StoredQuestionnaire.FindAsync(connection, code, default))!.Questionnaire;
    }

    protected async Task<IEnumerable<string>> StepsAsync(string code) =>
        (await NewestAsync(code)).BreakdownPoints.Select(step => step.Code);
}
