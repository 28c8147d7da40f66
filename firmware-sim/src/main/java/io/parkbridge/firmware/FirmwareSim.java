package io.parkbridge.firmware;

import io.parkbridge.firmware.link.BrokerRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Bay sensors and gateways, simulated: the command {@code firmware-sim}. */
@Command(name = "firmware-sim", mixinStandardHelpOptions = true, version = "firmware-sim 0.1.0",
        description = "Simulated parking sensors that publish over MQTT 5.",
        subcommands = {InventoryCommand.class, BirminghamCommand.class, MelbourneCommand.class, HistoryCommand.class, MallCommand.class,
                LoadCommand.class},
        footer = "Ctrl-C ends a source in good order: what is on its way is acknowledged first.")
public final class FirmwareSim {

    private static final int EXIT_REFUSED = 2;

    private FirmwareSim() {
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new FirmwareSim()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof BrokerRefused || failure instanceof IllegalArgumentException) {
                        command.getErr().println("firmware-sim: " + failure.getMessage());
                        return EXIT_REFUSED;
                    }
                    throw failure;
                });
    }
}
