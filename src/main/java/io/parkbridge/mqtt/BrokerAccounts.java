package io.parkbridge.mqtt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Accounts of others at the broker, by Mosquitto's dynamic security plugin: made, changed and taken away in its own language over a
 * connection and a login of its own, because whoever may speak to the plugin may do everything there. The connection lasts as long as
 * one call. The plugin keeps hashes alone and takes none, so an account it has lost can only be made anew, with a new password.
 *
 * @see <a href="https://mosquitto.org/documentation/dynamic-security/">Dynamic security plugin</a>
 */
@ApplicationScoped
public class BrokerAccounts {

    /** An account to be made, or to get a new password. */
    public record Account(String name, String password, BrokerRole role) {
    }

    private static final String CONTROL = "$CONTROL/dynamic-security/v1";
    private static final String RESPONSE = CONTROL + "/response";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /** Names in one answer: it must fit into the packets that we and the broker take. */
    private static final int PAGE = 500;
    /** Commands in one message, for the same reason. */
    private static final int TOGETHER_MAX = 100;
    private static final String EXISTS = "Client already exists";
    /** Marks an account as ours: the application's own must not be changed because a device happens to bear its name. */
    private static final String OURS = "made by Parkbridge";

    private final MqttConfig broker;
    private final BrokerAccountsConfig config;

    BrokerAccounts(MqttConfig broker, BrokerAccountsConfig config) {
        this.broker = broker;
        this.config = config;
    }

    /** Whether there is a login for it; whether the broker has the plugin shows with the first call. */
    public boolean isConfigured() {
        return config.username().isPresent();
    }

    /**
     * Makes these accounts; one that is there gets the new password, and whoever is connected under it is thrown out. The client id must
     * be the account's name, lest one account takes over the session of another.
     *
     * @throws AccountRefused where an account of such a name is not ours to change
     */
    public synchronized void put(List<Account> accounts) throws IOException {
        try (Conversation plugin = new Conversation()) {
            Set<BrokerRole> roles = new HashSet<>();
            accounts.forEach(account -> roles.add(account.role));
            plugin.ask(roles.stream().map(BrokerAccounts::createRole).toList());
            List<Account> present = new ArrayList<>();
            List<JsonNode> made = plugin.tell(accounts.stream().map(BrokerAccounts::createClient).toList());
            for (int i = 0; i < made.size(); i++) {
                if (EXISTS.equals(made.get(i).path("error").asText(""))) {
                    present.add(accounts.get(i));
                } else {
                    require(made.get(i));
                }
            }
            for (JsonNode answer : plugin.ask(present.stream().map(account -> command("getClient").put("username", account.name)).toList())) {
                requireOurs(answer);
            }
            for (JsonNode answer : plugin.tell(present.stream().map(BrokerAccounts::modifyClient).toList())) {
                require(answer);
            }
        }
    }

    /** Takes these accounts away; whoever is connected under one is thrown out. One that is not there, or not ours, is no matter. */
    public synchronized void remove(List<String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        try (Conversation plugin = new Conversation()) {
            List<String> ours = new ArrayList<>();
            for (JsonNode answer : plugin.ask(names.stream().map(name -> command("getClient").put("username", name)).toList())) {
                JsonNode client = answer.path("data").path("client");
                if (isOurs(client)) {
                    ours.add(client.path("username").asText());
                }
            }
            for (JsonNode answer : plugin.tell(ours.stream().map(name -> command("deleteClient").put("username", name)).toList())) {
                require(answer);
            }
        }
    }

    /** The names of all accounts, ours and others. */
    public synchronized Set<String> names() throws IOException {
        Set<String> names = new HashSet<>();
        try (Conversation plugin = new Conversation()) {
            int total = 1;
            for (int offset = 0; offset < total; offset += PAGE) {
                JsonNode data = require(plugin.ask(List.of(command("listClients").put("count", PAGE).put("offset", offset))).getFirst())
                        .path("data");
                total = data.path("totalCount").asInt();
                data.path("clients").forEach(name -> names.add(name.asText()));
            }
        }
        return names;
    }

    private static ObjectNode command(String name) {
        return JSON.createObjectNode().put("command", name);
    }

    private static ObjectNode createRole(BrokerRole role) {
        ObjectNode command = command("createRole").put("rolename", role.name());
        command.set("acls", JSON.valueToTree(role.entries()));
        return command;
    }

    private static ObjectNode createClient(Account account) {
        ObjectNode command = command("createClient").put("username", account.name).put("password", account.password)
                .put("clientid", account.name).put("textname", OURS);
        command.putArray("roles").addObject().put("rolename", account.role.name());
        return command;
    }

    private static ObjectNode modifyClient(Account account) {
        ObjectNode command = createClient(account);
        return command.put("command", "modifyClient");
    }

    private static void requireOurs(JsonNode answer) {
        JsonNode client = require(answer).path("data").path("client");
        if (!isOurs(client)) {
            throw new AccountRefused("the broker has an account " + client.path("username").asText() + " that is not a device's");
        }
    }

    private static boolean isOurs(JsonNode client) {
        return OURS.equals(client.path("textname").asText(""));
    }

    private static JsonNode require(JsonNode answer) {
        if (answer.has("error")) {
            throw new AccountRefused("the broker refuses " + answer.path("command").asText() + ": " + answer.path("error").asText());
        }
        return answer;
    }

    /** One connection, on which each question waits for its answer. */
    private final class Conversation implements AutoCloseable {

        private final Mqtt5AsyncClient client;
        private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();

        Conversation() throws IOException {
            if (!isConfigured()) {
                throw new AccountRefused("there are no credentials here: the application has no login that may make accounts at the broker "
                        + "(PARKBRIDGE_MQTT_ADMIN_USERNAME, PARKBRIDGE_MQTT_ADMIN_PASSWORD)");
            }
            client = BrokerConnection.of(broker, "parkbridge-accounts-" + UUID.randomUUID(), config.username().get(),
                    config.password().orElse("")).buildAsync();
            client.publishes(MqttGlobalPublishFilter.ALL, message -> answers.add(message.getPayloadAsBytes()));
            await(client.connectWith().cleanStart(true).send());
            try {
                await(client.subscribeWith().topicFilter(RESPONSE).qos(MqttQos.AT_LEAST_ONCE).send());
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        /**
         * As {@link #ask}, for commands that change something. The plugin writes all accounts to its disk after each of them, and the broker
         * does nothing else meanwhile: with a hundred in one message nobody would be heard for a hundred such times. So one by one, and
         * as long as one took, others have the broker for themselves.
         */
        List<JsonNode> tell(List<ObjectNode> commands) throws IOException {
            List<JsonNode> answered = new ArrayList<>(commands.size());
            for (ObjectNode command : commands) {
                long began = System.nanoTime();
                answered.addAll(askTogether(List.of(command), UUID.randomUUID().toString()));
                if (answered.size() < commands.size()) {
                    LockSupport.parkNanos(System.nanoTime() - began);
                }
            }
            return answered;
        }

        /** The plugin's answers, in the order of the commands. */
        List<JsonNode> ask(List<ObjectNode> commands) throws IOException {
            List<JsonNode> answered = new ArrayList<>(commands.size());
            for (int from = 0; from < commands.size(); from += TOGETHER_MAX) {
                List<ObjectNode> together = commands.subList(from, Math.min(commands.size(), from + TOGETHER_MAX));
                answered.addAll(askTogether(together, UUID.randomUUID().toString()));
            }
            return answered;
        }

        private List<JsonNode> askTogether(List<ObjectNode> commands, String correlation) throws IOException {
            ObjectNode message = JSON.createObjectNode();
            ArrayNode list = message.putArray("commands");
            commands.forEach(command -> list.add(command.put("correlationData", correlation)));
            await(client.publishWith().topic(CONTROL).qos(MqttQos.AT_LEAST_ONCE).payload(JSON.writeValueAsBytes(message)).send()
                    .thenAccept(result -> result.getError().ifPresent(error -> {
                        throw new CompletionException(error);
                    })));
            JsonNode responses = nextAnswer();
            while (!correlation.equals(responses.path(0).path("correlationData").asText()) || responses.size() != commands.size()) {
                responses = nextAnswer(); // that was another instance's
            }
            List<JsonNode> answered = new ArrayList<>(responses.size());
            responses.forEach(answered::add);
            return answered;
        }

        private JsonNode nextAnswer() throws IOException {
            try {
                byte[] answer = answers.poll(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
                if (answer == null) {
                    throw new IOException("the broker's dynamic security plugin does not answer");
                }
                return JSON.readTree(answer).path("responses");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private <T> T await(CompletableFuture<T> future) throws IOException {
            try {
                return future.orTimeout(config.timeout().toNanos(), TimeUnit.NANOSECONDS).join();
            } catch (CompletionException e) {
                throw new IOException("the broker's accounts cannot be reached: " + e.getCause(), e);
            }
        }

        @Override
        public void close() {
            client.disconnect();
        }
    }
}
