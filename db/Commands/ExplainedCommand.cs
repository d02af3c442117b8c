using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Diagnostics.CodeAnalysis;

namespace Survey.Db.Commands;

/// <summary>A command whose help ends with a longer explanation.</summary>
[SuppressMessage("Design", "CA1010", Justification = "Command is an IEnumerable only so that it can be initialized as a list.")]
public class ExplainedCommand(string name, string summary, string details) : Command(name, summary)
{
    public string Details => details;

    /// <summary>Time to end after Ctrl-C or SIGTERM, before the process ends anyway. Null: the command listens to signals itself.</summary>
    public TimeSpan? EndsWithin { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The program itself. Not a RootCommand, which also takes directives such as [suggest] and the option /h.</summary>
    public static ExplainedCommand Program(string name, string summary, string details)
    {
        var help = new HelpOption("--help", "-h") { Description = "Say what can be given, and end" };
        help.Action = new Help((HelpAction)help.Action!);
        return new ExplainedCommand(name, summary, details)
        {
            EndsWithin = null,
            Options =
            {
                help,
                new VersionOption { Description = "Print the version, and end" },
                CommandSettings.Option,
            },
        };
    }

    private sealed class Help(HelpAction summary) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var status = summary.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExplainedCommand command)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(command.Details);
            }
            return status;
        }
    }
}
