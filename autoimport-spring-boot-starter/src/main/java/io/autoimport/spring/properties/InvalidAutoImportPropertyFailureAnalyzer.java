package io.autoimport.spring.properties;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class InvalidAutoImportPropertyFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidAutoImportPropertyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidAutoImportPropertyException cause) {
        String description =
                "The property '%s' has a value that can't be right:%n%n    Property: %s%n    Value: \"%s\"%n    Reason: %s"
                        .formatted(cause.property(), cause.property(), cause.value(), cause.reason());
        return new FailureAnalysis(description, cause.cure(), cause);
    }
}
