using Microsoft.AspNetCore.Components;
using Survey.Db.Languages;

namespace Survey.Api.Forms;

/// <summary>A field of a <see cref="DataForm"/>.</summary>
public abstract class FormField : ComponentBase
{
    [CascadingParameter]
    public required FormContext Form { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public bool Required { get; set; }

    protected Language Language => Form.Language;

    protected string Value => Form.State.Entries[Name];

    protected IReadOnlyList<string> Values => Form.State.Entries.All(Name);

    protected bool IsWrong => Form.State.ProblemsOf(Name).Any();

    protected string? Invalid => IsWrong ? "true" : null;

    protected string? DescribedBy =>
        (Help is not null, IsWrong) switch
        {
            (true, true) => $"{Name}-help {Name}-error",
            (true, false) => Name + "-help",
            (false, true) => Name + "-error",
            _ => null,
        };
}
