using Survey.Api.Commands;
using Survey.Db;

namespace Survey.Api.Demo;

internal static class DemoCommand
{
    private const string IfEmpty = "--if-empty";

    public static readonly Command Demo = new(
        "demo",
        [],
        "loads a demo organisation into an empty database",
        """
        240 people, 33 relationships, eight sealed waves of the past year and one that opens today. With --if-empty it does nothing,
        instead of refusing, when the database already holds an organisation.
        """,
        LoadAsync
    )
    {
        Flags = [IfEmpty],
    };

    private static async Task LoadAsync(CommandCall call)
    {
        if (await DemoLoader.HasRoomAsync(call.Database, call.Cancel))
        {
            await DemoLoader.LoadAsync(call.Database, call.FigureKey, call.Clock.GetUtcNow(), call.Cancel);
            await call.Output.WriteLineAsync("The demo organisation Northgate Tools is loaded.");
        }
        else if (!call.Flags.Contains(IfEmpty))
        {
            throw new RefusedException(["This database already holds an organisation: load the demo into an empty one."]);
        }
    }
}
