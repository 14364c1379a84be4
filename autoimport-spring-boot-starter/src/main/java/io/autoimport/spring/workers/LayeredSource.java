package io.autoimport.spring.workers;

import io.autoimport.spring.properties.SourceProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The properties of a source, laid over those that it inherits. What a source sets replaces what it would inherit; of
 * properties that exclude each other, one that it sets replaces all that it would inherit.
 */
final class LayeredSource {

    private final String name;
    private final List<Layer> layers;

    private LayeredSource(String name, List<Layer> layers) {
        this.name = name;
        this.layers = layers;
    }

    /** The source that the flat properties define. */
    static LayeredSource flat(String name, SourceProperties flat) {
        return new LayeredSource(name, List.of(new Layer("", flat, false)));
    }

    /** A source of its own name. */
    static LayeredSource named(String name, SourceProperties own, SourceProperties flat) {
        return new LayeredSource(name, List.of(new Layer(keyOf(name) + ".", own, false), new Layer("", flat, true)));
    }

    /** The property that holds the properties of a source, as they are written in a file. */
    static String keyOf(String name) {
        return name.matches("[A-Za-z0-9-]+") ? "sources." + name : "sources[" + name + "]";
    }

    String name() {
        return name;
    }

    /** The property that sets something for this source alone, where that is possible. */
    String ownKey(String key) {
        return layers.get(0).prefix + key;
    }

    Setting<List<String>> regions() {
        Layer layer = layerThat(values -> values.region() != null || values.regions() != null);
        List<String> several = withoutBlanks(layer.values.regions());
        return several.isEmpty()
                ? setting(layer, "region", withoutBlanks(listOf(layer.values.region())))
                : setting(layer, "regions", several);
    }

    /** The AMI name, or null if there is none, next to the AMI ids that were set on the same level. */
    @Nullable
    Setting<String> amiName() {
        Layer layer = criterionLayer();
        @Nullable String amiName = layer.values.amiName();
        return StringUtils.hasText(amiName) ? setting(layer, "ami-name", amiName.strip()) : null;
    }

    Setting<List<String>> amiIds() {
        Layer layer = criterionLayer();
        return setting(layer, "ami-ids", withoutBlanks(layer.values.amiIds()));
    }

    private Layer criterionLayer() {
        return layerThat(values -> values.amiName() != null || values.amiIds() != null);
    }

    Setting<Boolean> allowAnyAmiOwner() {
        Layer layer = layerThat(values -> values.amiOwners() != null || values.allowAnyAmiOwner() != null);
        return setting(layer, "allow-any-ami-owner", Boolean.TRUE.equals(layer.values.allowAnyAmiOwner()));
    }

    Setting<List<String>> amiOwners() {
        return list("ami-owners", SourceProperties::amiOwners);
    }

    boolean includeDeregisteredImages() {
        @Nullable
        Setting<Boolean> include = find("include-deregistered-images", SourceProperties::includeDeregisteredImages);
        return include != null && include.value();
    }

    Setting<List<String>> instanceStates() {
        return list("instance-states", SourceProperties::instanceStates);
    }

    Setting<Map<String, String>> tags() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            all.putAll(layers.get(i).values.tags());
        }
        Layer layer = layerThat(values -> !values.tags().isEmpty());
        return setting(layer, "tags", all);
    }

    List<String> ignoredInstanceIds() {
        return list("ignore.instance-ids", values -> values.ignore().instanceIds())
                .value();
    }

    @Nullable
    String ignoreTag() {
        @Nullable
        Setting<String> tag = find("ignore.tag", values -> values.ignore().tag());
        return tag != null && StringUtils.hasText(tag.value()) ? tag.value() : null;
    }

    @Nullable
    Setting<String> roleArn() {
        return find("role-arn", SourceProperties::roleArn);
    }

    @Nullable
    Setting<String> externalId() {
        return find("external-id", SourceProperties::externalId);
    }

    private Setting<List<String>> list(String key, Function<SourceProperties, @Nullable List<String>> property) {
        Layer layer = layerThat(values -> property.apply(values) != null);
        return setting(layer, key, withoutBlanks(property.apply(layer.values)));
    }

    private <T> @Nullable Setting<T> find(String key, Function<SourceProperties, @Nullable T> property) {
        Layer layer = layerThat(values -> property.apply(values) != null);
        @Nullable T value = property.apply(layer.values);
        return value == null ? null : setting(layer, key, value);
    }

    /** The first layer of this kind, or else the last of all. */
    private Layer layerThat(Predicate<SourceProperties> sets) {
        return layers.stream()
                .filter(layer -> sets.test(layer.values))
                .findFirst()
                .orElseGet(() -> layers.get(layers.size() - 1));
    }

    private <T> Setting<T> setting(Layer layer, String key, T value) {
        return new Setting<>(layer.prefix + key, value, layer.inherited);
    }

    private static List<String> listOf(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static List<String> withoutBlanks(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream()
                        .map(String::strip)
                        .filter(StringUtils::hasText)
                        .toList();
    }

    private record Layer(String prefix, SourceProperties values, boolean inherited) {}
}
