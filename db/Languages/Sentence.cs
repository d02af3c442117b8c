namespace Survey.Db.Languages;

/// <summary>A text with its values, told in the language of the reader when it is shown.</summary>
/// <param name="Key">If the text has plural forms, the first value is the count.</param>
/// <param name="Values">Sentences and texts among them are told in the same language; parts of a list are separated by commas.</param>
public sealed record Sentence(string Key, params object[] Values)
{
    /// <summary>What the command line says instead: it names commands and options, which a page does not have.</summary>
    public string? Command { get; init; }

    /// <param name="values">At least one.</param>
    public static object Join(IEnumerable<object> values) => values.Aggregate((before, last) => new Sentence("problems.and", before, last));

    public Sentence WithAdvice(Sentence? advice) => advice is null ? this : new Sentence("problems.colon", this, advice);

    public string In(Language language) => Tell(language, value => value.In(language));

    /// <summary>In English, for the command line.</summary>
    public override string ToString() => Command ?? Tell(Language.Of("en"), value => value.ToString());

    private string Tell(Language language, Func<Sentence, string> tell) =>
        language.Tell(
            Key,
            [
                .. Values.Select(value =>
                    value switch
                    {
                        Sentence sentence => tell(sentence),
                        IEnumerable<Sentence> sentences => string.Join(", ", sentences.Select(tell)),
                        LocalizedText text => text.In(language.Code),
                        IEnumerable<string> words => string.Join(", ", words),
                        _ => value,
                    }
                ),
            ]
        );
}
