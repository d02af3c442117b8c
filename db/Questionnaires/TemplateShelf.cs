using System.Reflection;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>Ready kinds of service, as journey files.</summary>
public static class TemplateShelf
{
    private const string Folder = "templates/";
    private const string MattersMost = "matters_most";

    /// <summary>The names of the files, which are the codes of the journeys.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Folder.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    public static async Task<IReadOnlyList<Questionnaire>> ListAsync(CancellationToken ct)
    {
        var all = new List<Questionnaire>();
        foreach (var code in Codes)
        {
            all.Add(await ReadAsync(code, ct));
        }
        return all;
    }

    /// <summary>With the question which step matters most.</summary>
    public static async Task<Questionnaire> ReadAsync(string code, CancellationToken ct)
    {
        var file = await ReadFileAsync(code, ct);
        var question = new Question
        {
            Key = MattersMost,
            Kind = QuestionKind.Choice,
            Text = new LocalizedText(
                Language.Codes.ToDictionary(language => language, language => Language.Of(language)["services.mattersMost"])
            ),
            Options = [.. file.BreakdownPoints.Select(QuestionnaireEdits.StepOption)],
        };
        return file with
        {
            Questions = [.. file.Questions.TakeWhile(one => one.Kind != QuestionKind.Text), question, .. file.TextQuestions],
        };
    }

    /// <summary>As the file has it. The demo's questions are these.</summary>
    public static async Task<Questionnaire> ReadFileAsync(string code, CancellationToken ct)
    {
        await using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{code}.json")!;
        return await JourneyFile.ReadAsync(file, ct);
    }
}
