package io.autoimport.sample.labs;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Lists the labs of a worker, as they are on record. */
@RestController
class LabController {

    private final LabTable table;

    LabController(LabTable table) {
        this.table = table;
    }

    @GetMapping("/api/workers/{instanceId}/labs")
    List<LabRecord> labs(@PathVariable String instanceId) {
        if (!table.isWorker(instanceId)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such worker");
        }
        return table.find(instanceId);
    }
}
