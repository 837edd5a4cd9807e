import type { AllTexts } from '../translation';
import { bytes, bytesOf, formFor, list, number, plural } from './formats';

const count = (files: number) => plural(files, { one: '# archivo', other: '# archivos' });
const of = (part: number, whole: number) => bytesOf(part, whole).join(' de ');

export const files: AllTexts['files'] = {
  list: 'Archivos',
  sendFiles: 'Enviar archivos',
  sendFolder: 'Enviar carpeta',
  howElse: 'Suéltalos en cualquier parte de esta página, pégalos o elígelos arriba.',
  nothingYet: 'Nada en camino',
  nothingYetHint:
    'Archivos de cualquier tamaño van de navegador a navegador, y ningún servidor los ve. No se envía nada hasta que la otra parte dice que sí.',
  nobodyToSendTo: 'Se pueden enviar archivos en cuanto alguien esté conectado.',
  nobodyToTake:
    'No se ha enviado: no hay nadie aquí para recibirlo. Invita a alguien y elígelo otra vez.',
  clearFinished: 'Quitar los terminados',
  cleared: (many) =>
    plural(many, { one: '# entrada terminada quitada', other: '# entradas terminadas quitadas' }),

  count,
  size: (size) => bytes(size),
  moved: of,
  folderSize: (many, size) => `${count(many)}, ${bytes(size)}`,
  speed: (bytesPerSecond) => `${bytes(bytesPerSecond)}/s`,

  drop: {
    toOffer: (many, names) =>
      many > 0
        ? `Suelta para ofrecer ${plural(many, { one: '# elemento', other: '# elementos' })} a ${list(names)}`
        : `Suelta para ofrecer esto a ${list(names)}`,
    theyDecide: 'No se envía nada hasta que lo acepten.',
    nobody: 'No hay nadie aquí para recibirlo',
    nobodyHint: 'Primero invita a alguien y después suéltalo otra vez.',
  },

  kind: {
    image: 'Imagen',
    video: 'Vídeo',
    audio: 'Audio',
    text: 'Texto',
    document: 'Documento',
    archive: 'Comprimido',
    program: 'Programa',
    folder: 'Carpeta',
    file: 'Archivo',
    withEnding: (kind, ending) => `${kind} (${ending})`,
  },

  state: {
    waiting: 'Esperando',
    offered: 'Ofrecido',
    sending: 'Enviando',
    receiving: 'Recibiendo',
    paused: 'En pausa',
    verifying: 'Comprobando',
    done: 'Terminado',
    declined: 'Rechazado',
    cancelled: 'Cancelado',
    failed: 'Fallido',
  },
  to: (name) => `para ${name}`,
  from: (name) => `de ${name}`,
  fromEarlierVisit: 'de una visita anterior',
  progressOf: (name) => `Progreso de ${name}`,

  accept: 'Aceptar',
  decline: 'Rechazar',
  pause: 'Pausar',
  resume: 'Reanudar',
  cancel: 'Cancelar',
  save: 'Guardar',
  sendAgain: 'Enviar otra vez',
  preview: 'Vista previa',

  left: {
    moments: 'quedan unos segundos',
    seconds: (seconds) =>
      plural(seconds, { one: 'queda # segundo más o menos', other: 'quedan unos # segundos' }),
    minutes: (minutes) =>
      plural(minutes, { one: 'queda un minuto más o menos', other: 'quedan unos # minutos' }),
    hours: (hours) =>
      plural(hours, { one: 'queda una hora más o menos', other: 'quedan unas # horas' }),
    days: (days) => plural(days, { one: 'queda un día más o menos', other: 'quedan unos # días' }),
    ages: 'queda más de un mes',
    stalled: 'detenido',
    queued: 'espera su turno',
  },

  total: {
    sending: (many) => `Enviando ${number(many)}`,
    receiving: (many) => `Recibiendo ${number(many)}`,
    both: (out, incoming) => `Enviando ${number(out)}, recibiendo ${number(incoming)}`,
    amount: (what, part, whole) => `${what}: ${of(part, whole)}`,
    withTime: (amount, left) => `${amount}, ${left}`,
    progress: 'Progreso de todo',
  },

  offers: {
    waiting: (many) => plural(many, { one: '# ofrecido', other: '# ofrecidos' }),
    acceptAll: 'Aceptar todo',
    declineAll: 'Rechazar todo',
    one: (name, file) => `${name} ofrece ${file}.`,
    more: (name, file, more) => `${name} ofrece ${file} y ${number(more)} más.`,
  },

  cutOff: (name, many) =>
    formFor(many, {
      one: `${name} aún espera un archivo que se cortó. Si era tuyo, elígelo otra vez: sigue donde se detuvo.`,
      other: `${name} aún espera ${number(many)} archivos que se cortaron. Si eran tuyos, elígelos otra vez: siguen donde se detuvieron.`,
    }),

  saved: 'Guardado',
  savedWhereChosen: 'Guardado donde elegiste',
  notSavedYet: 'Aún sin guardar: desaparece cuando sales de la sala.',
  zipping: 'Se está creando un ZIP para guardarlo.',
  cancelledBy: (name) => `${name} lo ha cancelado.`,
  cancelledByYou: 'Lo has cancelado.',
  declinedBy: (name) => `${name} no lo ha querido.`,
  declinedByYou: 'Lo has rechazado.',
  waitsFor: (name) => `${name} aún no ha respondido.`,
  program: 'Esto es un programa. Ábrelo solo si confías en quien lo ha enviado.',
  programs: (many) =>
    plural(many, {
      one: '# de los archivos es un programa. Ábrelo solo si confías en quien lo ha enviado.',
      other: '# de los archivos son programas. Ábrelos solo si confías en quien los ha enviado.',
    }),

  folder: {
    show: 'Mostrar lo que hay dentro',
    hide: 'Ocultar lo que hay dentro',
    reading: 'Leyendo lo que hay dentro',
    all: 'Todos los archivos',
    treeName: (name) => `Archivos de ${name}`,
    program: 'programa',
    chosen: (chosen, all, size) => `${number(chosen)} de ${count(all)}, ${bytes(size)}`,
  },

  leftOut: {
    sentence: (reasons) => `No se ha enviado: ${reasons.join('; ')}.`,
    emptyFolder: (name) => `${name} está vacía`,
    unreadable: (name) => `esta página no puede leer ${name}`,
    tooManyFiles: (name) =>
      `${name} contiene más de 100.000 archivos; envía sus carpetas una a una`,
    more: (many) => `y ${number(many)} más`,
  },

  paused: {
    byYou: 'En pausa por ti',
    by: (name) => `En pausa por ${name}`,
    byBoth: (name) => `En pausa por ti y por ${name}`,
    noWayBack: (name) =>
      `Se ha perdido la conexión, y sin la pasarela no hay otra nueva con ${name}.`,
    noWayBackKept: (name) =>
      `Se ha perdido la conexión, y sin la pasarela no hay otra nueva con ${name}. Lo que está aquí se conserva hasta que salgas de la sala.`,
    goneKept: (name) =>
      `${name} ya no está. Lo que está aquí se conserva; sigue cuando ${name} lo envíe otra vez.`,
    backKept: (name) =>
      `${name} se había ido, y ahora hay aquí alguien con ese nombre. Lo que está aquí se conserva; sigue cuando lo envíe otra vez.`,
    backWaits: (name) =>
      `${name} se había ido, y ahora hay aquí alguien con ese nombre que no ha pedido el resto. Si no lo pide, cancélalo y envíalo otra vez.`,
    goneYouResume: (name) =>
      `${name} ya no está. Si ${name} vuelve y aún tiene la primera parte, reanúdalo.`,
    goneTheyResume: (name) =>
      `${name} ya no está. Sigue si ${name} vuelve, aún tiene la primera parte y lo reanuda.`,
    goneByItself: (name) =>
      `${name} ya no está. Sigue solo si ${name} vuelve y aún tiene la primera parte.`,
    lostYouResume: (name) => `Se ha perdido la conexión. Cuando ${name} vuelva, reanúdalo.`,
    lostTheyResume: (name) =>
      `Se ha perdido la conexión. Sigue cuando ${name} vuelva y lo reanude.`,
    lostByItself: (name) => `Se ha perdido la conexión. Sigue solo cuando ${name} vuelva.`,
    leftBehind: (name) => `${name} tiene que enviarlo otra vez; lo que está aquí se conserva.`,
    leftBehindBySomebody:
      'Quien lo envió tiene que enviarlo otra vez; lo que está aquí se conserva.',
  },

  held: {
    part: (name, percent) =>
      `${name} ofrece un archivo del que ya está aquí el ${number(percent)} %.`,
    all: (name) =>
      `${name} ofrece un archivo que ya está aquí, a falta de una última comprobación.`,
  },

  notTaken: {
    noSpace: (needs, offers) =>
      `Esto necesita ${bytes(needs)}, y este navegador ofrece ${bytes(offers)}. Haz sitio en el disco y acéptalo otra vez.`,
    notNoted:
      'Sigue, pero este navegador no ha podido anotarlo. Deja esta página abierta hasta que esté todo: si se vuelve a cargar, habría que enviarlo otra vez.',
    noPlace:
      'Este navegador no da sitio para guardar el archivo. Sal de la navegación privada o prueba con otro navegador, y acéptalo otra vez.',
    tooScattered:
      'Estos archivos están demasiado separados en la carpeta para recibirlos de una vez. Acéptala entera, o menos archivos.',
  },

  notSaved: {
    noSpace:
      'No hay sitio para un ZIP junto a lo recibido. Haz sitio en el disco y guárdalo otra vez.',
    gone: 'El navegador ya no lo entrega. Pide que te lo envíen otra vez.',
  },

  failed: {
    leftSender: (name) => `${name} se fue antes de que llegara todo.`,
    leftReceiver: (name) => `${name} se fue antes de que estuviera todo aquí.`,
    lostSender: (name) => `Se ha perdido la conexión con ${name}. Envíalo otra vez cuando vuelva.`,
    lostReceiver: (name) => `Se ha perdido la conexión con ${name}. Pídelo otra vez cuando vuelva.`,
    unreadableSender:
      'No se ha podido leer el archivo: se ha movido o borrado, se ha quitado su disco, o esta página ya no puede leerlo. Elígelo otra vez.',
    unreadableReceiver: (name) =>
      `${name} ya no puede leer el archivo. Pide a ${name} que lo elija otra vez.`,
    changedSender:
      'El archivo ha cambiado desde que se ofreció. Elígelo otra vez para enviarlo como está ahora.',
    changedReceiver: (name) =>
      `El archivo de ${name} ha cambiado desde que se ofreció. Pide a ${name} que lo elija otra vez.`,
    unwritableSender: (name) =>
      `${name} no ha podido guardar el archivo. Envíalo otra vez, y pide a ${name} que lo guarde en otro sitio.`,
    unwritableReceiver: (name) =>
      `No se ha podido escribir el archivo: se ha quitado su disco, o esta página ya no puede escribir allí. Pide a ${name} que lo envíe otra vez, y guárdalo en otro sitio.`,
    fullSender: (name) =>
      `El disco de ${name} está lleno. Envíalo otra vez cuando ${name} haya hecho sitio.`,
    fullReceiver: (name) =>
      `El disco está lleno. Haz sitio, y pide a ${name} que lo envíe otra vez.`,
    corruptedSender:
      'Lo que llegó no era lo que se envió, una y otra vez, así que se ha abandonado. Envíalo otra vez; si también falla, puede que el archivo o un disco estén dañados.',
    corruptedReceiver: (name) =>
      `Lo que llegó no era lo que se envió, una y otra vez, así que se ha borrado. Pide a ${name} que lo envíe otra vez.`,
    namesTooLong:
      'Los nombres de esta carpeta son demasiado largos para enviarlos de una vez. Envía sus carpetas una a una.',
    theyBrokeRules: (name) =>
      `El navegador de ${name} ha roto las reglas de la transferencia, así que se ha terminado. Volved a cargar esta página en los dos lados e intentadlo otra vez.`,
    theyRefused: (name) =>
      `El navegador de ${name} ha rechazado lo que este envió, así que la transferencia se ha terminado. Volved a cargar esta página en los dos lados e intentadlo otra vez.`,
  },

  look: {
    close: 'Cerrar',
    loading: 'Abriendo',
    start: (part, whole) => `El principio: ${of(part, whole)}.`,
    unknown:
      'No es lo que dice su nombre, o no es nada que esta página pueda mostrar. Guárdalo para abrirlo en otro sitio.',
    tooLarge:
      'Esta imagen es demasiado grande para mostrarla aquí. Guárdala para abrirla en otro sitio.',
    unplayable: 'Este navegador no puede reproducirlo. Guárdalo para abrirlo en otro sitio.',
    gone: 'El navegador ya no lo entrega. Pide que te lo envíen otra vez.',
    empty: 'No hay nada dentro.',
  },
};
