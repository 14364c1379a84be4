package io.autoimport.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A lab of a simulated worker, as it is in a certain turn. */
record SimulatedLab(String instanceId, long number, long turn, Instant created, Instant modified) {

    private static final String[] STATES = {"DEFINED_ON_CORE", "STARTED", "STOPPED"};

    private static final String[] TITLES = {"OSPF in two areas", "BGP route reflectors", "Spanning tree", "IPsec tunnel"
    };

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    String id() {
        return UUID.nameUUIDFromBytes((instanceId + "/" + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    String state() {
        return STATES[(int) ((number + turn) % STATES.length)];
    }

    boolean isStarted() {
        return state().equals("STARTED");
    }

    int nodes() {
        return 2 + (int) (number % 5);
    }

    Map<String, Object> description() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id());
        fields.put("lab_title", TITLES[(int) (number % TITLES.length)] + " " + number);
        fields.put("lab_description", "");
        fields.put("lab_notes", "");
        fields.put("state", state());
        fields.put("node_count", nodes());
        fields.put("link_count", nodes() - 1);
        fields.put(
                "owner",
                UUID.nameUUIDFromBytes("student".getBytes(StandardCharsets.UTF_8))
                        .toString());
        fields.put("owner_username", "student");
        fields.put("created", TIME.format(created.atOffset(ZoneOffset.UTC)));
        fields.put("modified", TIME.format(modified.atOffset(ZoneOffset.UTC)));
        return fields;
    }
}
