CREATE TABLE gallery (
  gallery_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  country TEXT,
  founded_year INTEGER,
  director TEXT
);
CREATE TABLE painter (
  painter_id INTEGER PRIMARY KEY,
  name TEXT,
  nationality TEXT,
  birth_year INTEGER,
  death_year INTEGER
);
CREATE TABLE artwork (
  artwork_id INTEGER PRIMARY KEY,
  title TEXT,
  painter_id INTEGER,
  gallery_id INTEGER,
  medium TEXT,
  year INTEGER,
  insured_value INTEGER,
  width_cm REAL,
  FOREIGN KEY (painter_id) REFERENCES painter(painter_id),
  FOREIGN KEY (gallery_id) REFERENCES gallery(gallery_id)
);
CREATE TABLE courier (
  courier_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  climate_vans INTEGER,
  daily_rate REAL
);
CREATE TABLE loan (
  loan_id INTEGER PRIMARY KEY,
  artwork_id INTEGER,
  borrower_id INTEGER,
  courier_id INTEGER,
  start_date DATE,
  end_date DATE,
  fee INTEGER,
  status TEXT,
  FOREIGN KEY (artwork_id) REFERENCES artwork(artwork_id),
  FOREIGN KEY (borrower_id) REFERENCES gallery(gallery_id),
  FOREIGN KEY (courier_id) REFERENCES courier(courier_id)
);
INSERT INTO gallery VALUES
(1,'Kunsthal Noord','Groningen','Netherlands',1951,'Marijke Postma'),
(2,'Galeria Brisa','Recife','Brazil',1988,'Caio Drummond'),
(3,'The Tannery','Cork','Ireland',2003,'Sile O''Dwyer'),
(4,'Pinacoteca Salina','Trapani','Italy',1924,'Renzo Alagna'),
(5,'White Heron House','Kanazawa','Japan',1979,'Yuriko Abe'),
(6,'Halle Sieben','Leipzig','Germany',1997,'Birgit Thal'),
(7,'Museo Cardon','Salta','Argentina',1962,NULL),
(8,'Atelier Baobab','Dakar','Senegal',2012,'Mamadou Fall'),
(9,'Stadtgalerie Elbe','Dresden','Germany',1933,'Jonas Petzold');
INSERT INTO painter VALUES
(1,'Tilde Vinter','Danish',1871,1944),
(2,'Rafael Montoya','Argentine',1902,1977),
(3,'Aissatou Ndiaye','Senegalese',1958,NULL),
(4,'Gaspare Lentini','Italian',1688,1751),
(5,'Shigeru Nomura','Japanese',1915,1999),
(6,'Else Krauss','German',1890,1966),
(7,'Bram van Houten','Dutch',1834,1901),
(8,'Teresa Bonfim','Brazilian',1971,NULL),
(9,'Lothar Weiss','German',1949,NULL);
INSERT INTO artwork VALUES
(1,'Harbour at Low Tide',7,1,'oil on canvas',1869,420000,112.0),
(2,'Woman with Kettle',1,1,'oil on canvas',1908,310000,74.5),
(3,'Salt Pans, Noon',4,4,'oil on panel',1722,950000,88.0),
(4,'Saint Agatha Waiting',4,4,'oil on canvas',1740,1280000,146.0),
(5,'Cranes I',5,5,'ink on paper',1961,175000,60.0),
(6,'Cranes II',5,5,'ink on paper',1962,182000,61.5),
(7,'Red Quebracho',2,7,'gouache',1948,96000,55.0),
(8,'Market Without Shade',3,8,'acrylic',1999,64000,180.0),
(9,'Mangrove Letters',8,2,'acrylic',2010,38000,200.0),
(10,'Platform 14',6,6,'oil on canvas',1929,540000,120.5),
(11,'Night Shift',9,6,'acrylic',1986,72000,240.0),
(12,'The Blue Stove',6,9,'gouache',1934,88000,42.0),
(13,'Andean Siesta',2,7,'oil on canvas',1955,150000,98.0);
INSERT INTO courier VALUES
(1,'Feather & Crate','Rotterdam',6,780.0),
(2,'Arte Sicura','Milan',9,940.0),
(3,'Yamabiko Fine Art','Osaka',4,860.0),
(4,'Sul Cargo Arte','Sao Paulo',3,510.0),
(5,'Gentle Giants','Dublin',2,450.0),
(6,'Kranz Transporte','Leipzig',11,720.0),
(7,'Teranga Handling','Dakar',NULL,390.0),
(8,'Leitner Kunstlogistik','Vienna',5,905.0);
INSERT INTO loan VALUES
(1,1,6,1,'2021-03-01','2021-08-31',12000,'returned'),
(2,2,3,5,'2021-05-15','2021-11-14',7500,'returned'),
(3,4,9,2,'2022-01-10','2022-06-30',26000,'returned'),
(4,5,1,3,'2022-02-20','2022-07-20',9800,'returned'),
(5,8,6,7,'2022-04-01','2022-09-30',4300,'returned'),
(6,10,1,6,'2022-09-12','2023-01-15',11500,'returned'),
(7,3,9,2,'2023-02-01','2023-07-31',21000,'damaged'),
(8,9,8,4,'2023-03-18','2023-10-10',2900,'returned'),
(9,7,2,4,'2023-06-05','2024-01-05',3600,'returned'),
(10,6,1,3,'2023-09-01','2024-03-01',10400,'on loan'),
(11,10,3,6,'2023-10-20','2024-04-20',13700,'on loan'),
(12,11,9,6,'2024-01-15','2024-08-15',5200,'on loan'),
(13,1,5,1,'2024-02-10','2024-09-10',15800,'cancelled'),
(14,8,6,7,'2024-03-01','2024-09-01',4100,'on loan');
