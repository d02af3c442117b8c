using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Survey.Reports.Letters;

/// <summary>Writes letters. Safe for concurrent use.</summary>
public sealed class LetterWriter : IAsyncDisposable
{
    private const int MostForms = 200;

    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly ConcurrentDictionary<string, LetterForm> _forms = new();

    /// <summary>Letters that differ only in name and links are rendered once, then filled in.</summary>
    public async Task<Letter> WriteAsync(SurveyLetter letter)
    {
        var key = LetterForm.Key(letter);
        if (!_forms.TryGetValue(key, out var form))
        {
            if (_forms.Count >= MostForms)
            {
                _forms.Clear();
            }
            _forms[key] = form = new LetterForm(await RenderAsync(LetterForm.Blank(letter)));
        }
        return form.Fill(letter);
    }

    public async Task<Letter> WriteAsync(SignInLetter letter) =>
        new(letter.Language["letters.signIn.subject"], LetterText.Of(letter), await RenderAsync<SignInLetterPage>(letter));

    public async Task<Letter> WriteAsync(AccessLetter letter) =>
        new(letter.Language["letters.access.subject"], LetterText.Of(letter), await RenderAsync<AccessLetterPage>(letter));

    public async Task<Letter> WriteAsync(RecognitionLetter letter) =>
        new(letter.Subject, LetterText.Of(letter), await RenderAsync<RecognitionLetterPage>(letter));

    public async Task<Letter> WriteAsync(ResultsLetter letter) =>
        new(letter.Subject, letter.PlainText, await RenderAsync<ResultsLetterPage>(letter));

    public async Task<Letter> WriteAsync(CasesLetter letter) =>
        new(letter.Subject, letter.PlainText, await RenderAsync<CasesLetterPage>(letter));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal async Task<Letter> RenderAsync(SurveyLetter letter) =>
        new(letter.Subject, letter.PlainText, await RenderAsync<SurveyLetterPage>(letter));

    private async Task<string> RenderAsync<TPage>(object letter)
        where TPage : IComponent
    {
        // A renderer keeps what it has rendered until it is disposed, so each letter gets its own.
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Letter"] = letter });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
    }
}
