namespace Survey.Api.Questionnaires;

/// <summary>A text of <see cref="LanguageColumns"/>.</summary>
/// <param name="Rows">0: a text of one line.</param>
public sealed record ColumnText(string Name, string Label, int Rows, int MaxLength);
