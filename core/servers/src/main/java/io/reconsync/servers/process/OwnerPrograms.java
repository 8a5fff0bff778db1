// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.servers.process;

import io.reconsync.api.Deadline;
import io.reconsync.api.ErrorOwner;
import io.reconsync.api.ReconException;
import io.reconsync.contract.config.ServerConfig.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An owner that is asked through programs: systemd, Docker, or commands of the configuration. Argument lists only. */
public final class OwnerPrograms implements Owner {
    private final List<String> start;
    private final List<String> stop;
    private final List<String> kill;
    private final List<String> status;
    private final Function<Tool.Ended, Status> reading;

    private OwnerPrograms(
            List<String> start,
            List<String> stop,
            List<String> kill,
            List<String> status,
            Function<Tool.Ended, Status> reading) {
        this.start = start;
        this.stop = stop;
        this.kill = kill;
        this.status = status;
        this.reading = reading;
    }

    /**
     * The owner of a control; empty for own.
     *
     * @param program where systemctl and docker are: their names, to be looked up in PATH
     * @param fill fills the places in arguments
     */
    public static Optional<Owner> of(Control control, UnaryOperator<String> program, UnaryOperator<String> fill) {
        if (control instanceof Control.Systemd systemd) {
            return Optional.of(systemd(program.apply("systemctl"), systemd));
        }
        if (control instanceof Control.Docker docker) {
            return Optional.of(docker(program.apply("docker"), docker.container()));
        }
        if (control instanceof Control.Command command) {
            return Optional.of(new OwnerPrograms(
                    command.start().stream().map(fill).toList(),
                    command.stop().stream().map(fill).toList(),
                    List.of(),
                    command.status().stream().map(fill).toList(),
                    ended -> {
                        // What a shell says of a program that it could not run, or that a signal ended.
                        if (ended.exit() > 125) {
                            throw silent(command.status(), ended);
                        }
                        return new Status(ended.exit() == 0, 0, false);
                    }));
        }
        return control instanceof Control.Observe ? Optional.of(new Observed()) : Optional.empty();
    }

    private static Owner systemd(String program, Control.Systemd unit) {
        List<String> base = new ArrayList<>(List.of(program));
        if (unit.user()) {
            base.add("--user");
        }
        List<String> status = with(base, "show", "--property=ActiveState", "--property=MainPID", "--", unit.unit());
        return new OwnerPrograms(
                with(base, "start", "--", unit.unit()),
                with(base, "stop", "--", unit.unit()),
                with(base, "kill", "--signal=SIGKILL", "--", unit.unit()),
                status,
                ended -> systemdStatus(status, ended));
    }

    private static Status systemdStatus(List<String> arguments, Tool.Ended ended) {
        if (ended.output().lines().noneMatch(line -> line.startsWith("ActiveState="))) {
            throw silent(arguments, ended);
        }
        boolean active = ended.output()
                .lines()
                .anyMatch(line -> line.matches("ActiveState=(active|reloading|deactivating|activating)"));
        long pid = ended.output()
                .lines()
                .filter(line -> line.matches("MainPID=\\d{1,18}"))
                .mapToLong(line -> Long.parseLong(line.substring("MainPID=".length())))
                .findFirst()
                .orElse(0);
        boolean running = active && (pid > 0 || ended.output().contains("ActiveState=active"));
        return new Status(running, pid, ended.output().lines().anyMatch("ActiveState=inactive"::equals));
    }

    private static Owner docker(String program, String container) {
        List<String> status = List.of(
                program,
                "inspect",
                "--format",
                "{{.State.Running}} {{.State.Pid}} {{.State.ExitCode}}",
                "--",
                container);
        return new OwnerPrograms(
                List.of(program, "start", "--", container),
                List.of(program, "stop", "--", container),
                List.of(program, "kill", "--", container),
                status,
                ended -> {
                    boolean none = ended.output().matches("(?is).*no such (object|container).*");
                    if (ended.exit() != 0 && !none) {
                        throw silent(status, ended);
                    }
                    String[] words = ended.firstLine().split(" ");
                    boolean running = ended.exit() == 0 && words[0].equals("true");
                    boolean known = running && words.length > 1 && words[1].matches("\\d{1,18}");
                    boolean clean = !running && words.length > 2 && words[2].matches("0|130|143");
                    return new Status(running, known ? Long.parseLong(words[1]) : 0, clean);
                });
    }

    private static List<String> with(List<String> base, String... more) {
        List<String> all = new ArrayList<>(base);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** That an owner cannot be asked does not mean that the game does not run. */
    private static ReconException silent(List<String> arguments, Tool.Ended ended) {
        return new ReconException(
                "owner-silent",
                ErrorOwner.HOST,
                "Whether it runs is not known: '" + String.join(" ", arguments) + "' ended with exit code "
                        + ended.exit()
                        + (ended.firstLine().isEmpty() ? "." : ": " + ended.firstLine()),
                "Run it by hand as the user that runs ReconSync, and mend what it says.");
    }

    @Override
    public Status status(Deadline deadline) throws InterruptedException {
        return status.isEmpty() ? new Status(false, 0, false) : reading.apply(Tool.run(status, deadline));
    }

    @Override
    public boolean hasStatus() {
        return !status.isEmpty();
    }

    @Override
    public void start(Deadline deadline) throws InterruptedException {
        run(start, "start", deadline);
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        run(stop, "stop", deadline);
    }

    @Override
    public void kill(Deadline deadline) throws InterruptedException {
        run(kill.isEmpty() ? stop : kill, "kill", deadline);
    }

    @Override
    public String stopAdvice() {
        return String.join(" ", stop);
    }

    private static void run(List<String> arguments, String what, Deadline deadline) throws InterruptedException {
        if (arguments.isEmpty()) {
            throw new ReconException(
                    "owner-failed",
                    ErrorOwner.USER,
                    "The server's file names no command to " + what + " it.",
                    "Add control.command." + what + " there.");
        }
        Tool.Ended ended = Tool.run(arguments, deadline);
        if (ended.exit() != 0) {
            throw new ReconException(
                    "owner-failed",
                    ErrorOwner.HOST,
                    "'" + String.join(" ", arguments) + "' ended with exit code " + ended.exit()
                            + (ended.firstLine().isEmpty() ? "." : ": " + ended.firstLine()),
                    "Run it by hand as the user that runs ReconSync, and mend what it says.");
        }
    }
}
