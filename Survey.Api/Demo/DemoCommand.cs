using System.CommandLine;
using Survey.Api.Commands;
using Survey.Db;
using Survey.Db.Commands;

namespace Survey.Api.Demo;

internal static class DemoCommand
{
    private static readonly Option<bool> IfEmpty = new("--if-empty")
    {
        Description = "Do nothing, instead of refusing, when the database already holds an organisation",
    };

    public static readonly Command Demo = new ApiCommand(
        "demo",
        "loads a demo organisation into an empty database",
        """
        240 people, 33 relationships, eight sealed waves of the past year and one that opens today.
        """,
        LoadAsync
    )
    {
        IfEmpty,
    };

    private static async Task LoadAsync(CommandCall call)
    {
        if (await DemoLoader.HasRoomAsync(call.Database, call.Cancel))
        {
            await DemoLoader.LoadAsync(call.Database, call.FigureKey, call.Clock.GetUtcNow(), call.Cancel);
            await call.Output.WriteLineAsync("The demo organisation Northgate Tools is loaded.");
        }
        else if (!call.Parsed.GetValue(IfEmpty))
        {
            throw new CommandRefusedException("This database already holds an organisation: load the demo into an empty one.");
        }
    }
}
