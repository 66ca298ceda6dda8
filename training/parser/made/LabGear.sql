CREATE TABLE Lab (
  LabId integer PRIMARY KEY,
  Name text,
  Building text,
  Floor integer,
  OpenedYear integer
);
CREATE TABLE Equipment (
  EquipmentId integer PRIMARY KEY,
  Name text,
  Maker text,
  Category text,
  PurchaseYear integer,
  Price real,
  LabId integer,
  FOREIGN KEY (LabId) REFERENCES Lab(LabId)
);
CREATE TABLE Researcher (
  ResearcherId integer PRIMARY KEY,
  Name text,
  Department text,
  Position text,
  HomeCity text
);
CREATE TABLE Booking (
  BookingId integer PRIMARY KEY,
  EquipmentId integer,
  ResearcherId integer,
  BookingDate date,
  Hours integer,
  Status text,
  FOREIGN KEY (EquipmentId) REFERENCES Equipment(EquipmentId),
  FOREIGN KEY (ResearcherId) REFERENCES Researcher(ResearcherId)
);
CREATE TABLE Repair (
  RepairId integer PRIMARY KEY,
  EquipmentId integer,
  RepairDate date,
  Technician text,
  Cost real,
  FOREIGN KEY (EquipmentId) REFERENCES Equipment(EquipmentId)
);
INSERT INTO Lab VALUES
(1,'Optics Lab','Curie Hall',2,2003),
(2,'Cell Biology Lab','Darwin Wing',1,1996),
(3,'Materials Lab','Curie Hall',3,2010),
(4,'Robotics Lab','Turing Block',4,2016),
(5,'Geochemistry Lab','Darwin Wing',2,1989),
(6,'Wind Tunnel','Kepler House',0,1974),
(7,'Neuro Lab','Turing Block',1,2019),
(8,'Cryo Lab','Curie Hall',0,2021);
INSERT INTO Equipment VALUES
(10,'Femtosecond Laser','Lumentra','optics',2012,184000,1),
(11,'Spectrometer S40','Lumentra','optics',2018,42500,1),
(12,'Confocal Microscope','Zeltner','microscopy',2015,310000,2),
(13,'Centrifuge C9','Hakuto Bio','sample prep',2009,12800,2),
(14,'Incubator 200','Hakuto Bio','sample prep',2019,6400,2),
(15,'Tensile Tester','Brauer','mechanics',2011,57000,3),
(16,'Electron Microscope','Zeltner','microscopy',2017,640000,3),
(17,'Robot Arm R7','Kinetiq','mechanics',2020,73500,4),
(18,'Mass Spectrometer','Brauer','chemistry',2006,228000,5),
(19,'Sample Furnace','Brauer','sample prep',2013,9900,5),
(20,'EEG Headset','Kinetiq','recording',2021,15200,7),
(21,'3D Printer','Kinetiq','mechanics',2022,4800,NULL),
(22,'Helium Cryostat','Zeltner','cooling',2021,265000,8);
INSERT INTO Researcher VALUES
(1,'Anja Petrovic','Physics','professor','Belgrade'),
(2,'Samuel Okafor','Biology','postdoc','Lagos'),
(3,'Yuki Tanabe','Engineering','doctoral student','Sendai'),
(4,'Clara Duarte','Chemistry','professor','Porto'),
(5,'Minho Jang','Physics','doctoral student','Daejeon'),
(6,'Freya Lindqvist','Biology','professor','Uppsala'),
(7,'Omar Said','Engineering','postdoc','Alexandria'),
(8,'Beatriz Rojas','Biology','doctoral student',NULL),
(9,'Liam Walsh','Physics','postdoc','Galway'),
(10,'Priya Nair','Geology','professor','Kochi');
INSERT INTO Booking VALUES
(1,10,1,'2023-02-06',6,'done'),
(2,10,5,'2023-02-08',4,'done'),
(3,12,2,'2023-02-09',3,'cancelled'),
(4,12,6,'2023-02-20',5,'done'),
(5,16,3,'2023-03-01',8,'done'),
(6,16,7,'2023-03-04',2,'cancelled'),
(7,17,3,'2023-03-15',7,'done'),
(8,18,4,'2023-03-22',9,'done'),
(9,11,5,'2023-04-03',3,'planned'),
(10,12,2,'2023-04-11',4,'planned'),
(11,13,8,'2023-04-12',1,'done'),
(12,16,5,'2023-04-18',10,'planned'),
(13,20,6,'2023-05-02',2,'planned');
INSERT INTO Repair VALUES
(1,10,'2021-09-14','Dieter Kranz',4200),
(2,16,'2022-01-20','Dieter Kranz',11800),
(3,13,'2020-05-06','Mei Chen',350),
(4,18,'2019-11-30','Mei Chen',2750),
(5,16,'2023-06-17','Ravi Menon',6900),
(6,15,'2022-08-08','Ravi Menon',1240),
(7,18,'2022-10-12','Mei Chen',3100),
(8,12,'2023-01-25','Dieter Kranz',NULL);
