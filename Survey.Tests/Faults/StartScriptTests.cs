using System.Diagnostics;
using Survey.Tests.Support;

namespace Survey.Tests.Faults;

/// <summary>"make run" without a terminal, with stand-ins for the programs, stops by signal and leaves nothing behind.</summary>
public sealed class StartScriptTests
{
    /// <summary>Commands end at once; the programs serve until they are stopped.</summary>
    private const string Programs = """
        #!/bin/bash
        case "$*" in
          build*) [ -z "${SLOW_BUILD:-}" ] || exec sleep 600 ;;
          *migrate* | *demo* | *once* | *sign-in-link*) ;;
          *) exec sleep 600 ;;
        esac
        """;

    private const string Cluster = """
        #!/bin/bash
        if [ "$1" = start ]; then touch cluster-runs; echo Host=nowhere; else rm cluster-runs; fi
        """;

    private string _root = "";

    [SetUp]
    public void MakeClone()
    {
        _root = Directory.CreateTempSubdirectory("survey-start").FullName;
        foreach (var folder in new[] { ".ci", "db", "bin", "Survey.Api", "Survey.Scheduler", "Survey.Reports" })
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
        }
        File.Copy(Path.Combine(Repository.Root, "Makefile"), Path.Combine(_root, "Makefile"));
        File.Copy(Path.Combine(Repository.Root, ".ci", "start.sh"), Path.Combine(_root, ".ci", "start.sh"));
        File.WriteAllText(Path.Combine(_root, "Directory.Build.props"), "");
        Script(".ci/install.sh", "#!/bin/bash\n");
        Script("db/cluster.sh", Cluster);
        Script("bin/dotnet", Programs);
        Script("bin/curl", "#!/bin/bash\n");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [TestCase("exec make run", "INT", false)]
    [TestCase("exec make run", "TERM", false)]
    [TestCase("exec .ci/start.sh", "INT", false)]
    [TestCase("exec .ci/start.sh", "TERM", false)]
    [TestCase("trap '' INT; exec .ci/start.sh", "INT", false, TestName = "A background job of a script, whose SIGINT is ignored")]
    [TestCase("make run & wait", "INT", true, TestName = "The whole group of a background job of a script, SIGINT")]
    [TestCase("make run & wait", "TERM", true, TestName = "The whole group of a background job of a script, SIGTERM")]
    public async Task It_stops_by_signal_with_all_that_it_started(string command, string signal, bool group)
    {
        using var run = Start(command);
        await UntilPrintedAsync(run, "Ctrl-C stops everything");

        Kill(signal, group ? -run.Id : run.Id);

        await AssertGoneAsync(run);
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task It_stops_at_once_while_it_builds(string signal)
    {
        using var run = Start("exec make run", ("SLOW_BUILD", "yes"));
        await UntilPrintedAsync(run, "Building");

        Kill(signal, run.Id);

        await AssertGoneAsync(run);
    }

    /// <summary>In a session of its own, as without a terminal; SIGINT is obeyed even where the tests run in the background.</summary>
    private Process Start(string command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("setsid", ["env", "--default-signal=INT", "bash", "-c", command])
        {
            WorkingDirectory = _root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_root}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["PORT"] = $"{Loopback.FreePort()}";
        start.Environment["Scheduler__Port"] = $"{Loopback.FreePort()}";
        foreach (var name in new[] { "ConnectionStrings__Survey", "MAKEFLAGS", "MAKELEVEL" })
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    private static Task UntilPrintedAsync(Process run, string words) =>
        Wait.UntilAsync(() => run.StandardOutput.ReadLine() is { } line && line.Contains(words, StringComparison.Ordinal), seconds: 20);

    private async Task AssertGoneAsync(Process run)
    {
        try
        {
            await Wait.UntilAsync(() => OfSession(run.Id).Length == 0, seconds: 20);
        }
        finally
        {
            Array.ForEach(OfSession(run.Id), process => Kill("KILL", process));
        }
        Assert.That(File.Exists(Path.Combine(_root, "cluster-runs")), Is.False, "the database is stopped, too");
    }

    private static int[] OfSession(int session)
    {
        using var list = Process.Start(
            new ProcessStartInfo("ps", ["-o", "pid=,stat=", "-s", $"{session}"]) { RedirectStandardOutput = true }
        )!;
        var lines = list.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. lines
                .Where(line => !line.Contains('Z', StringComparison.Ordinal))
                .Select(line => int.Parse(line.Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }

    private static void Kill(string signal, int process)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", "--", $"{process}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private void Script(string path, string text)
    {
        var file = Path.Combine(_root, path);
        File.WriteAllText(file, text);
        using var chmod = Process.Start("chmod", ["+x", file]);
        chmod.WaitForExit();
    }
}
