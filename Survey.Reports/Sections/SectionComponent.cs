using Microsoft.AspNetCore.Components;
using Survey.Db.Languages;
using Survey.Reports.Charts;

namespace Survey.Reports.Sections;

public abstract class SectionComponent<TReport> : ChartComponent
{
    [Parameter, EditorRequired]
    public required TReport Report { get; set; }

    protected string Name(LocalizedText text) => text.In(Texts.Code);
}
