using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>What a version changed, a sentence each: texts <c>services.change</c> and <c>services.part</c>.</summary>
public static class VersionDifference
{
    public static IReadOnlyList<Sentence> Between(Questionnaire before, Questionnaire now)
    {
        var changes = new List<Sentence>();
        if (Languages(before.Name, now.Name).Count > 0)
        {
            changes.Add(new Sentence("services.change.name", now.Name));
        }
        changes.AddRange(
            Items(
                "step",
                [.. before.BreakdownPoints.Select(step => (step.Code, step.Name, step))],
                [.. now.BreakdownPoints.Select(step => (step.Code, step.Name, step))],
                StepParts
            )
        );
        changes.AddRange(
            Items(
                "question",
                [.. before.Questions.Select(question => (question.Key, question.Text, question))],
                [.. now.Questions.Select(question => (question.Key, question.Text, question))],
                QuestionParts
            )
        );
        return changes;
    }

    /// <summary>Names of the ratings that are not compared with those of the version before (rule D10); null: there are none.</summary>
    public static Sentence? NotCompared(Questionnaire before, Questionnaire now)
    {
        var changed = QuestionChange.Between(before, now);
        var names = now
            .BreakdownPoints.Where(step => changed.Contains(step.Code))
            .Select(step => new Sentence("services.change.item", step.Name))
            .Concat(changed.Contains(Item.Overall) ? [new Sentence("services.change.overall")] : []);
        return changed.Count > 0 ? new Sentence("services.change.notCompared", names) : null;
    }

    private static IEnumerable<Sentence> Items<T>(
        string kind,
        IReadOnlyList<(string Code, LocalizedText Name, T Item)> before,
        IReadOnlyList<(string Code, LocalizedText Name, T Item)> now,
        Func<T, T, IReadOnlyList<Sentence>> parts
    )
    {
        var old = before.ToDictionary(one => one.Code);
        var kept = now.Where(one => old.ContainsKey(one.Code)).ToList();
        foreach (var one in now.Except(kept))
        {
            yield return new Sentence($"services.change.{kind}Added", one.Name);
        }
        foreach (var one in before.Where(one => now.All(other => other.Code != one.Code)))
        {
            yield return new Sentence($"services.change.{kind}Removed", one.Name);
        }
        foreach (var one in kept)
        {
            var changed = parts(old[one.Code].Item, one.Item);
            if (changed.Count > 0)
            {
                yield return new Sentence($"services.change.{kind}Changed", one.Name, changed);
            }
        }
        if (!kept.Select(one => one.Code).SequenceEqual(before.Select(one => one.Code).Where(code => kept.Any(one => one.Code == code))))
        {
            yield return new Sentence($"services.change.{kind}sMoved");
        }
    }

    private static List<Sentence> StepParts(BreakdownPoint before, BreakdownPoint now)
    {
        List<Sentence> parts =
        [
            .. Text("name", before.Name, now.Name),
            .. Text("promise", before.Standard?.Promise, now.Standard?.Promise),
            .. Text("question", before.Question, now.Question),
        ];
        if (before.Standard?.Target is { } old && now.Standard?.Target is { } target && old != target)
        {
            parts.Add(new Sentence("services.part.target", target, old));
        }
        if (before.Scale != now.Scale)
        {
            parts.Add(new Sentence("services.part.scale"));
        }
        return parts;
    }

    private static List<Sentence> QuestionParts(Question before, Question now)
    {
        List<Sentence> parts = [.. Text("question", before.Text, now.Text)];
        if (!SameOptions(before.Options ?? [], now.Options ?? []))
        {
            parts.Add(new Sentence("services.part.options"));
        }
        if (before.Scale != now.Scale)
        {
            parts.Add(new Sentence("services.part.scale"));
        }
        if (before.Kind != now.Kind || before.Required != now.Required || before.When != now.When)
        {
            parts.Add(new Sentence("services.part.rules"));
        }
        return parts;
    }

    private static bool SameOptions(IReadOnlyList<Option> before, IReadOnlyList<Option> now) =>
        before.Count == now.Count
        && before.Zip(now).All(pair => pair.First.Code == pair.Second.Code && Languages(pair.First.Text, pair.Second.Text).Count == 0);

    private static IEnumerable<Sentence> Text(string part, LocalizedText? before, LocalizedText? now)
    {
        var languages = Languages(before, now);
        return languages.Count > 0 ? [new Sentence($"services.part.{part}", languages)] : [];
    }

    /// <summary>The languages in which the texts differ, by their own names.</summary>
    private static List<string> Languages(LocalizedText? before, LocalizedText? now) =>
        [
            .. Language
                .Codes.Where(code => before?.Values.GetValueOrDefault(code) != now?.Values.GetValueOrDefault(code))
                .Select(code => Language.Of(code)["language.name"]),
        ];
}
